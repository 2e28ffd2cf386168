// What the towns run.
export const LIST: Row[] = [
  { operator: 'Arden Police', /* whose */ technology: `plate readers`, since: "2031-04", cameras: 4_0, },
  { operator: t('x'), 'vendor-name': "Opal Vision Ltd", place: { city: 'Faro', }, ...rest },
];

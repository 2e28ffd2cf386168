//! The words that tell what a name is the name of: a compact list of our own.

/// Words (folded, sorted) that head or close the name of a public body.
pub(crate) const BODIES: &[&str] = &[
    "administracion",
    "administration",
    "aduana",
    "aduanas",
    "agencia",
    "agency",
    "airport",
    "alcaldia",
    "armada",
    "army",
    "assembly",
    "attorney",
    "authority",
    "autoridad",
    "ayuntamiento",
    "board",
    "bureau",
    "carabineros",
    "center",
    "centre",
    "centro",
    "comisaria",
    "comision",
    "command",
    "commission",
    "committee",
    "congreso",
    "congress",
    "consejo",
    "constabulary",
    "coordinacion",
    "corte",
    "council",
    "county",
    "court",
    "customs",
    "defensoria",
    "departamento",
    "department",
    "direccion",
    "directorate",
    "ejercito",
    "enforcement",
    "fiscalia",
    "forces",
    "fuerza",
    "gendarmeria",
    "gobernacion",
    "gobierno",
    "government",
    "guardia",
    "institute",
    "instituto",
    "intendencia",
    "judicatura",
    "legislatura",
    "legislature",
    "marina",
    "ministerio",
    "ministry",
    "municipalidad",
    "municipality",
    "municipio",
    "office",
    "parlamento",
    "parliament",
    "patrol",
    "police",
    "policia",
    "policias",
    "procuraduria",
    "protection",
    "registraduria",
    "secretaria",
    "secretariat",
    "senate",
    "service",
    "subsecretaria",
    "superintendencia",
    "tribunal",
    "universidad",
    "university",
];

/// Lower-case words that may link the parts of a name.
pub(crate) const LINKS: &[&str] = &[
    "of", "the", "for", "and", "de", "del", "la", "las", "los", "el", "y", "e", "para", "in", "en",
    "do", "da",
];

/// Words that make a name a law's.
pub(crate) const LAWS: &[&str] = &[
    "act",
    "law",
    "bill",
    "ley",
    "decreto",
    "decree",
    "constitution",
    "constitucion",
    "ordinance",
    "ordenanza",
    "codigo",
    "regulation",
    "reglamento",
    "directive",
    "statute",
    "resolucion",
];

/// Words that make a name a database's or register's.
pub(crate) const DATABASES: &[&str] = &[
    "database",
    "registry",
    "register",
    "plataforma",
    "conarc",
    "renaper",
    "padron",
    "datos",
    "repository",
    "system",
    "sistema",
    "idnyc",
    "sibios",
    "afis",
    "aadhaar",
    "ncic",
];

/// Public bodies known by their capitals in the countries the register reads first.
pub(crate) const AGENCY_ACRONYMS: &[&str] = &[
    "ICE", "CBP", "DHS", "FBI", "TSA", "USCIS", "NYPD", "LAPD", "RCMP", "INE", "FGR", "PGR", "SSP",
    "SSC", "SSPC", "SEDENA", "SEMAR", "INM", "INAI", "NCRB", "UIDAI", "EPD", "SFPD", "CPD", "GNB",
    "PSNI", "MPS",
];

/// How company forms are written, as patterns.
pub(crate) const COMPANY_FORMS: &[&str] = &[
    r"S\.? ?A\.? ?P\.? ?I\.? de C\.? ?V\.?",
    r"S\.? ?A\.? de C\.? ?V\.?",
    r"S\. ?de R\. ?L\. ?de C\. ?V\.",
    r"SA de CV",
    r"S\.A\.S\.?",
    r"S\.A\.U\.?",
    r"S\.R\.L\.?",
    r"S\.L\.U?\.?",
    r"S\.A\.C\.?",
    r"S\.A\.",
    r"Inc\.?",
    r"L\.?L\.?C\.?",
    r"Ltda\.?",
    r"Pvt\.? Ltd\.?",
    r"Pty\.? Ltd\.?",
    r"Ltd\.?",
    r"Limited",
    r"Corp\.?",
    r"Corporation",
    r"GmbH",
    r"PLC",
    r"plc",
    r"S/A",
    r"SpA",
    r"B\.V\.",
];

/// Last words of a company's name.
pub(crate) const COMPANY_WORDS: &[&str] = &[
    "technologies",
    "systems",
    "solutions",
    "software",
    "networks",
    "labs",
    "corp",
    "inc",
    "ltd",
    "safety",
    "group",
    "analytics",
    "robotics",
    "tecnologias",
    "soluciones",
    "sistemas",
    "international",
    "holdings",
    "industries",
    "electronics",
    "biometrics",
    "telecom",
    "technology",
];

/// Companies well known for biometrics and video analytics.
pub(crate) const VENDORS: &str = "NEC|NEC Software Solutions|NEC Corporation|IDEMIA|Safran|Morpho|\
MorphoTrust|Thales|Gemalto|Cognitec|Clearview AI|Clearview|SAFR|RealNetworks|Vsblty|Flock Safety|\
Motorola Solutions|Vigilant Solutions|Vigilant|Axon|Hikvision|Dahua|Huawei|ZTE|BriefCam|\
AnyVision|Oosto|Corsight|Corsight AI|NtechLab|FindFace|Ayonix|Herta|Herta Security|Innovatrics|\
Neurotechnology|Paravision|Rank One Computing|SenseTime|Megvii|CloudWalk|Yitu|Hanwha|Genetec|\
Milestone Systems|Avigilon|Verkada|Palantir|Babel Street|Cellebrite|Trust Stamp|Veritone|\
DataWorks Plus|Daon|Jumio|Onfido|Iris ID|IrisGuard|IriTech|Jenoptik|Kapsch|Neology|Rekor|Facewatch|\
FacePhi|Veridas|Indra|Seguritech|Innefu|Staqu|Vehant|Digital Barriers|Unisys|Accenture|Leidos|\
Northrop Grumman|Fujitsu|Atos|Sopra Steria|Rekognition|Panasonic|Bosch|3M Cogent|Cogent|Crossmatch|\
HID Global|Suprema|ZKTeco|Anviz|DERMALOG|Vision-Box|SITA|Pangiam|Biometrica|FaceFirst|Cyberlink|\
Face++|BIO-key|Telefónica|Flock";

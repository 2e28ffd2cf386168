//! Words that make a number something else than a count: labels before it ("page 12", "calle 45")
//! and measures after it ("20 km", "18 years old").

use crate::words::{WordMap, next_word};

const BEFORE: &[(&str, ())] = &[
    ("page", ()),
    ("pages", ()),
    ("p", ()),
    ("pp", ()),
    ("table", ()),
    ("tables", ()),
    ("figure", ()),
    ("fig", ()),
    ("section", ()),
    ("sections", ()),
    ("sec", ()),
    ("article", ()),
    ("articles", ()),
    ("art", ()),
    ("arts", ()),
    ("chapter", ()),
    ("chapters", ()),
    ("phase", ()),
    ("stage", ()),
    ("level", ()),
    ("grade", ()),
    ("annex", ()),
    ("appendix", ()),
    ("schedule", ()),
    ("part", ()),
    ("item", ()),
    ("line", ()),
    ("lot", ()),
    ("room", ()),
    ("floor", ()),
    ("gate", ()),
    ("district", ()),
    ("zone", ()),
    ("ward", ()),
    ("route", ()),
    ("highway", ()),
    ("version", ()),
    ("v", ()),
    ("no", ()),
    ("nos", ()),
    ("num", ()),
    ("nro", ()),
    ("number", ()),
    ("numbers", ()),
    ("step", ()),
    ("question", ()),
    ("paragraph", ()),
    ("footnote", ()),
    ("note", ()),
    ("unit", ()),
    ("model", ()),
    ("series", ()),
    ("type", ()),
    ("class", ()),
    ("category", ()),
    ("box", ()),
    ("ref", ()),
    ("id", ()),
    ("code", ()),
    ("form", ()),
    ("rule", ()),
    ("title", ()),
    ("volume", ()),
    ("vol", ()),
    ("tel", ()),
    ("telefono", ()),
    ("phone", ()),
    ("fax", ()),
    ("call", ()),
    ("aged", ()),
    ("age", ()),
    ("iso", ()),
    ("iec", ()),
    ("en", ()),
    ("windows", ()),
    ("android", ()),
    ("ios", ()),
    ("contract", ()),
    ("case", ()),
    ("invoice", ()),
    ("exemption", ()),
    ("pagina", ()),
    ("paginas", ()),
    ("pag", ()),
    ("pags", ()),
    ("tabla", ()),
    ("cuadro", ()),
    ("figura", ()),
    ("seccion", ()),
    ("articulo", ()),
    ("articulos", ()),
    ("capitulo", ()),
    ("fraccion", ()),
    ("fracciones", ()),
    ("fase", ()),
    ("etapa", ()),
    ("nivel", ()),
    ("grado", ()),
    ("anexo", ()),
    ("apendice", ()),
    ("parte", ()),
    ("partida", ()),
    ("linea", ()),
    ("lote", ()),
    ("sala", ()),
    ("piso", ()),
    ("zona", ()),
    ("distrito", ()),
    ("ruta", ()),
    ("comuna", ()),
    ("numeral", ()),
    ("numerales", ()),
    ("inciso", ()),
    ("parrafo", ()),
    ("numero", ()),
    ("ley", ()),
    ("leyes", ()),
    ("decreto", ()),
    ("resolucion", ()),
    ("acuerdo", ()),
    ("ordenanza", ()),
    ("oficio", ()),
    ("expediente", ()),
    ("folio", ()),
    ("folios", ()),
    ("contrato", ()),
    ("factura", ()),
    ("norma", ()),
    ("nota", ()),
    ("calle", ()),
    ("carrera", ()),
    ("km", ()),
    ("interior", ()),
    ("tomo", ()),
    ("hoja", ()),
    ("foja", ()),
    ("fojas", ()),
    ("juzgado", ()),
    ("tribunal", ()),
    ("paso", ()),
    ("tipo", ()),
    ("clase", ()),
    ("modelo", ()),
    ("serie", ()),
    ("postal", ()),
    ("codigo", ()),
    ("c", ()),
    ("cp", ()),
    ("agenda", ()),
    ("convenio", ()),
    ("act", ()),
    ("law", ()),
    ("decree", ()),
    ("order", ()),
    ("resolution", ()),
];
static LABELS: WordMap<()> = WordMap::new(BEFORE);

const AFTER: &[(&str, ())] = &[
    ("km", ()),
    ("kms", ()),
    ("m", ()),
    ("mm", ()),
    ("cm", ()),
    ("metre", ()),
    ("metres", ()),
    ("meter", ()),
    ("meters", ()),
    ("metro", ()),
    ("metros", ()),
    ("kilometros", ()),
    ("kilometres", ()),
    ("kilometers", ()),
    ("miles", ()),
    ("feet", ()),
    ("inches", ()),
    ("pulgadas", ()),
    ("kg", ()),
    ("kilos", ()),
    ("kilogramos", ()),
    ("pounds", ()),
    ("libras", ()),
    ("gb", ()),
    ("tb", ()),
    ("mb", ()),
    ("kb", ()),
    ("gigabytes", ()),
    ("terabytes", ()),
    ("mp", ()),
    ("megapixel", ()),
    ("megapixels", ()),
    ("megapixeles", ()),
    ("pixels", ()),
    ("pixeles", ()),
    ("fps", ()),
    ("volts", ()),
    ("voltios", ()),
    ("watts", ()),
    ("w", ()),
    ("v", ()),
    ("hz", ()),
    ("ghz", ()),
    ("mhz", ()),
    ("hours", ()),
    ("hour", ()),
    ("hora", ()),
    ("horas", ()),
    ("hrs", ()),
    ("h", ()),
    ("minutes", ()),
    ("minute", ()),
    ("minutos", ()),
    ("min", ()),
    ("seconds", ()),
    ("second", ()),
    ("segundos", ()),
    ("segundo", ()),
    ("milliseconds", ()),
    ("years", ()),
    ("year", ()),
    ("anos", ()),
    ("ano", ()),
    ("months", ()),
    ("month", ()),
    ("mes", ()),
    ("meses", ()),
    ("weeks", ()),
    ("week", ()),
    ("semanas", ()),
    ("semana", ()),
    ("days", ()),
    ("day", ()),
    ("dias", ()),
    ("dia", ()),
    ("percent", ()),
    ("percentage", ()),
    ("per", ()),
    ("por", ()),
    ("am", ()),
    ("pm", ()),
    ("degrees", ()),
    ("grados", ()),
    ("street", ()),
    ("road", ()),
    ("avenue", ()),
    ("st", ()),
    ("times", ()),
    ("x", ()),
    ("acres", ()),
    ("hectareas", ()),
    ("a", ()),
    ("p", ()),
    ("century", ()),
    ("decades", ()),
    ("decadas", ()),
    ("bis", ()),
    ("ter", ()),
];
static MEASURES: WordMap<()> = WordMap::new(AFTER);

/// True where the words before `start` make the number there a label.
pub(crate) fn is_label(text: &str, start: usize) -> bool {
    let mut before = text[..start].trim_end_matches(' ');
    // "sections 12 and 13", "artículos 9, 10 y 11": as the first of the list.
    for _ in 0..8 {
        let list = before
            .strip_suffix(" and")
            .or(before.strip_suffix(" y"))
            .or(before.strip_suffix(','))
            .or(before.strip_suffix('-'));
        let Some(list) = list else { break };
        let rest = list.trim_end_matches(|c: char| c.is_ascii_digit());
        if rest.len() == list.len() {
            break;
        }
        before = rest.trim_end_matches(' ');
    }
    let before = before.trim_end_matches(['.', ':', '°', '#', ' ']);
    let word = last_word(before);
    let sign = before.len() < text[..start].trim_end_matches(' ').len();
    match word {
        // "en" opens a Spanish phrase as often as it names a norm; "c." and "p." need their point.
        "en" => {
            let digits = text.as_bytes().get(start..start + 5);
            digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_digit))
        }
        "c" | "p" | "v" => sign,
        "no" | "n" | "id" | "call" | "order" | "case" | "code" | "type" | "line" | "part"
        | "note" | "act" | "number" | "numero" | "unit" | "km" | "contract" | "contrato" => {
            !text[..start].ends_with(", ")
        }
        "o" => before.ends_with("no") || before.ends_with("n.o"),
        word if LABELS.get(word).is_some() => true,
        _ => street(before),
    }
}

/// "calle Brumas 45", "Av. Arden núm. 12".
fn street(before: &str) -> bool {
    let name = last_word(before);
    let rest = before[..before.len() - name.len()].trim_end();
    matches!(
        last_word(rest.trim_end_matches('.')),
        "calle" | "av" | "avenida" | "carrera" | "colonia" | "agenda" | "plan"
    )
}

fn last_word(text: &str) -> &str {
    let start = text
        .rfind(|c: char| !c.is_ascii_lowercase())
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    &text[start..]
}

/// True where what follows a number measures and does not count: a unit, a percentage, an age, an
/// ordinal.
pub(crate) fn is_measure(after: &str) -> bool {
    let glued = next_word(after, 0).map(|word| &after[word]);
    if matches!(
        glued,
        Some(
            "st" | "nd"
                | "rd"
                | "th"
                | "o"
                | "a"
                | "er"
                | "ro"
                | "s"
                | "mm"
                | "km"
                | "m"
                | "x"
                | "p"
                | "k"
                | "g"
                | "d"
        )
    ) {
        return true;
    }
    if after.starts_with(['°']) {
        return true;
    }
    let rest = after.trim_start_matches([' ', '-']);
    let Some(word) = next_word(rest, 0) else { return false };
    let unit = &rest[word.clone()];
    match unit {
        "per" => rest[word.end..].starts_with(" cent"),
        "por" => rest[word.end..].starts_with(" ciento"),
        "a" | "p" => rest[word.end..].starts_with(".m"),
        "times" | "x" | "v" | "h" | "m" | "w" | "min" | "st" | "a.m" => unit != "times",
        // "12 Arden Street"
        _ if MEASURES.get(unit).is_some() => true,
        _ => next_word(rest, word.end + 1)
            .is_some_and(|next| matches!(&rest[next], "street" | "road" | "avenue")),
    }
}

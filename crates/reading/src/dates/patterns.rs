//! What stands right before and after the words that dates stand around. Each is run on a few bytes.

use std::sync::LazyLock;

use crate::folded::{Pattern, pattern};

/// What may stand before a month: its day, and where a range of days begins.
pub(super) static BEFORE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:(?:\b(?:between|entre)(?: el)? (?P<low>\d{1,2}) (?:y|and)(?: el)? |\b(?P<from>\d{1,2})(?:st|nd|rd|th|\.?o)?(?: ?- ?| to | al | a ))?\b(?P<day>\d{1,2})(?:st|nd|rd|th|\.?o|°|ro|er)?|\b(?P<word>[a-z]+(?:-[a-z]+| y [a-z]+)?)(?: \((?P<again>\d{1,2})\))?)(?: day| dias)?(?: de | del mes de | of | |-|/)(?:mes de )?$",
    )
});
pub(super) static AFTER: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"^(?:\.?(?:,? (?:del? (?:ano )?|of )?|[-/])(?P<year>\d{4})\b|[-/](?P<short>\d{2})\b)")
});
pub(super) static DAY_AFTER: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?(?:(?: ?- ?| to | and )(?P<until>\d{1,2}))?\b(?:,? (?:del? )?(?P<year>\d{4})\b)?",
    )
});
pub(super) static RELATIVE_AFTER: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^ (?:(?:of )?(?P<a>last|this|next) year|(?:del? )?(?:(?P<b>este|presente|pasado|proximo) ano|ano (?:en )?(?:que )?(?P<c>pasado|curso|proximo|viene|corriente))|(?P<d>pasado|proximo))\b",
    )
});
pub(super) static RELATIVE_BEFORE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"\b(?P<which>last|next|this|past|pasado|proximo|este|ultimo)(?: mes de)? $")
});
pub(super) static BARE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:in|since|by|until|till|during|early|late|mid|from|between|en|desde|hasta|durante|entre|mes de|(?P<de>de)|(?:end|beginning|start|middle|month) of)[ -](?:early |late |mid[- ])?$",
    )
});
pub(super) static STREET: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:avenida|av\.?|calle|col\.?|colonia|plaza|puente|barrio|blvd\.?|paseo|estacion|escuela|carrera|metro) $",
    )
});
pub(super) static LEAD: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:(?P<about>early|mid|late|around|about|circa|c\.|by the end of|end of|beginning of|start of|middle of|principios del?|mediados del?|finales del?|fines del?|inicios del?|comienzos del?|ultimos dias del?|ultimos meses del?|alrededor del?|hacia)|(?P<which>first|second|third|fourth|1st|2nd|3rd|4th|primera?|segund[oa]|tercera?|cuarto) (?P<part>quarter|half|trimestre|semestre|mitad)(?: of| del?)?|(?P<q>q[1-4]|h[12])(?: of)?|(?P<season>spring|summer|autumn|fall|winter|primavera|verano|otono|invierno)(?: of| del?)?|(?P<decade>decada del?))[ -](?:the year |el ano |ano |los )?$",
    )
});

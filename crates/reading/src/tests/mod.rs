//! Tables of cases for the recognisers: what is written, what it is read as, and what is no such thing.

mod dates;
mod door;
mod furniture;
mod headers;
mod lexicons;
mod money;
mod names;
mod numbers;
mod sentences;
mod verbatim;

use codebook::SourceMeta;

use crate::settled::Settled;

/// What a text settles when nothing is known of its source.
fn settled(text: &str) -> Settled {
    Settled::of(text, &SourceMeta::default())
}

/// What an English or Spanish text settles that says nothing but its language and country.
fn of_country(language: &str, country: Option<&str>) -> Settled {
    let text = match language {
        "es" => {
            "El sistema de la ciudad fue instalado por el gobierno en las calles de los barrios."
        }
        _ => "The system was installed by the town on the streets of the quarter and in the park.",
    };
    let meta = SourceMeta { country: country.map(str::to_owned), ..SourceMeta::default() };
    Settled::of(text, &meta)
}

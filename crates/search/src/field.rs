//! The fields that a query can name, in both languages.

/// What a part of a query is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The thing a statement is about, by its name.
    Subject,
    /// Its kind, by the codebook's word.
    Kind,
    /// The body that buys or runs it.
    Agency,
    /// Who sold or made it.
    Vendor,
    /// Where it is.
    Place,
    /// What technology it uses.
    Technology,
    /// The state it is in, as the source says.
    Status,
    /// What is said.
    Property,
    /// When it held.
    Year,
    /// How the statement stands: undecided, accepted, ….
    State,
    /// Where it is said: the source's title, public id, or the beginning of its digest.
    Source,
}

impl Field {
    /// Every field.
    pub const ALL: [Self; 11] = [
        Self::Subject,
        Self::Kind,
        Self::Agency,
        Self::Vendor,
        Self::Place,
        Self::Technology,
        Self::Status,
        Self::Property,
        Self::Year,
        Self::State,
        Self::Source,
    ];

    /// Its name in a query, in English: that of its facet too.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Kind => "kind",
            Self::Agency => "agency",
            Self::Vendor => "vendor",
            Self::Place => "place",
            Self::Technology => "technology",
            Self::Status => "status",
            Self::Property => "property",
            Self::Year => "year",
            Self::State => "state",
            Self::Source => "source",
        }
    }

    /// Its names in Spanish, folded.
    const fn spanish(self) -> &'static [&'static str] {
        match self {
            Self::Subject => &["sujeto", "entidad"],
            Self::Kind => &["tipo", "clase"],
            Self::Agency => &["autoridad", "dependencia"],
            Self::Vendor => &["proveedor", "empresa"],
            Self::Place => &["lugar", "sitio"],
            Self::Technology => &["tecnologia"],
            Self::Status => &["situacion"],
            Self::Property => &["propiedad"],
            Self::Year => &["ano"],
            Self::State => &["estado"],
            Self::Source => &["fuente"],
        }
    }

    /// The field that goes by this name, in either language, case and accents aside.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let folded = codebook::fold::fold(name);
        Self::ALL
            .into_iter()
            .find(|field| field.as_str() == folded || field.spanish().contains(&folded.as_str()))
    }
}

impl std::fmt::Display for Field {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

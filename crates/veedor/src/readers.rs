//! Who reads: the rules, and what the user switched on beside them, with its settings.

use std::path::Path;

use ::readers::{Endpoint, EndpointSettings, Gliner, GlinerSettings, Key, Report, Switched};
use anyhow::{Context as _, bail};
use indicatif::ProgressBar;
use reading::{Document, Grounded, Rules};

use crate::cli::{Chosen, Reader};
use dossier::Dossier;

/// The readers of a run.
pub(crate) struct Readers {
    rules: Option<Rules>,
    switched: Vec<Box<dyn Switched>>,
    reports: Vec<Report>,
    progress: ProgressBar,
}

impl Readers {
    /// Those chosen, set up from the environment and the dossier, if there is one. Says on standard
    /// error what will go where.
    pub(crate) fn new(
        chosen: &Chosen,
        dossier: Option<&Dossier>,
        progress: ProgressBar,
    ) -> anyhow::Result<Self> {
        let on = |reader| chosen.readers.contains(&reader);
        let mut switched: Vec<Box<dyn Switched>> = Vec::new();
        if on(Reader::Endpoint) {
            let pause = Box::new(std::thread::sleep);
            switched.push(Box::new(Endpoint::new(endpoint(dossier)?, pause)?));
        }
        if on(Reader::Gliner) {
            switched.push(Box::new(Gliner::new(gliner()?)?));
        }
        for reader in &switched {
            progress.suspend(|| eprintln!("{}: {}", reader.id(), reader.notice()));
        }
        let reports = switched.iter().map(|reader| Report::new(reader.id().clone())).collect();
        Ok(Self { rules: on(Reader::Rules).then(Rules::new), switched, reports, progress })
    }

    /// Says what the readers beside the rules came to; true where none of them failed.
    pub(crate) fn finish(&self) -> bool {
        for report in &self.reports {
            eprintln!("{report}");
        }
        self.reports.iter().all(|report| report.failures.is_empty())
    }
}

impl dossier::Reads for Readers {
    /// True where a reader is on that hands texts to another's keeping.
    fn send(&self) -> bool {
        self.switched.iter().any(|reader| reader.sends())
    }

    /// What they propose together, the rules first. One that fails is said on standard error, and
    /// takes nothing from the others.
    fn read(&mut self, document: &Document<'_>, confidential: bool) -> Vec<Grounded> {
        // What was hidden goes to no reader, and is sent nowhere.
        if document.layer.extractor().hidden {
            return Vec::new();
        }
        let rules = self.rules.as_ref();
        let mut proposals = rules.map_or_else(Vec::new, |rules| reading::propose(rules, document));
        let what = self.progress.message();
        for (reader, report) in self.switched.iter_mut().zip(&mut self.reports) {
            let id = reader.id().clone();
            if confidential && reader.sends() {
                let kept = format!("{id}: {what} is confidential, and is not sent");
                self.progress.suspend(|| eprintln!("{kept}"));
                continue;
            }
            let told = |step: &str| self.progress.set_message(format!("{what}: {id}, {step}"));
            let reading = reader.read(document, &told);
            for failure in &reading.report.failures {
                self.progress.suspend(|| eprintln!("failed {id}: {what}: {failure}"));
            }
            proposals.extend(reading.proposals);
            report.add(reading.report);
        }
        self.progress.set_message(what);
        proposals
    }
}

/// A setting from the environment; one that is empty is none.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn endpoint(dossier: Option<&Dossier>) -> anyhow::Result<EndpointSettings> {
    let config = dossier.map(|dossier| &dossier.endpoint);
    let own = variable("VEEDOR_ENDPOINT_URL");
    let url = own.as_deref().or(config.and_then(|config| config.url.as_deref())).context(
        "the reader `endpoint` has no address: set VEEDOR_ENDPOINT_URL, or url under [endpoint] in the dossier's veedor.toml",
    )?;
    let model = variable("VEEDOR_ENDPOINT_MODEL")
        .or_else(|| config.and_then(|config| config.model.clone()))
        .context(
            "the reader `endpoint` has no model: set VEEDOR_ENDPOINT_MODEL, or model under [endpoint] in the dossier's veedor.toml",
        )?;
    let mut settings = EndpointSettings::new(url, &model)?;
    // Dossiers come from others too: one must not say where a key goes, nor which file is one.
    settings.key = if own.is_some() { own_key()? } else { None };
    if let Some(config) = config {
        let budget = &mut settings.budget;
        budget.requests = config.max_requests.unwrap_or(budget.requests);
        budget.bytes = config.max_bytes.unwrap_or(budget.bytes);
        budget.tokens = config.max_tokens.unwrap_or(budget.tokens);
    }
    if own.is_none() && own_key()?.is_some() {
        bail!(
            "a key from the environment goes only to an address from the environment, and this one is from veedor.toml: set VEEDOR_ENDPOINT_URL too"
        );
    }
    Ok(settings)
}

fn own_key() -> anyhow::Result<Option<Key>> {
    if let Some(key) = variable("VEEDOR_ENDPOINT_KEY") {
        return Ok(Some(Key::new(&key)?));
    }
    let file = variable("VEEDOR_ENDPOINT_KEY_FILE");
    Ok(file.map(|file| Key::read(Path::new(&file))).transpose()?)
}

fn gliner() -> anyhow::Result<GlinerSettings> {
    let weights = variable("VEEDOR_GLINER_MODEL").context(
        "the reader `gliner` has no model: set VEEDOR_GLINER_MODEL to a folder with model.onnx, tokenizer.json and gliner_config.json",
    )?;
    let mut settings = GlinerSettings::new(Path::new(&weights));
    if let Some(program) = std::env::var_os("VEEDOR_GLINER_PROGRAM") {
        settings.program = program;
    }
    Ok(settings)
}

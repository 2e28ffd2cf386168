//! `cargo xtask demo`: the whole way, with documents about a state that does not exist.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use crate::run::{cargo, output, run};
use crate::setup;

/// Builds Veedor, makes a dossier of the fictional documents, judges, publishes, verifies and serves.
pub(crate) fn demo(root: &Path, no_serve: bool, port: u16) -> anyhow::Result<()> {
    setup::to_run(root)?;
    run(root, &cargo(), &["build", "--package", "veedor"])?;
    let demo = Demo::new(root)?;
    demo.veedor(&["init", &demo.dossier])?;
    demo.on_dossier(&["add", &demo.documents, "--country", "MX"])?;
    demo.on_dossier(&["screen", &demo.purchases, "--by", "Inés (demo)", "--country", "MX"])?;
    demo.judge()?;
    demo.open_sources()?;
    demo.on_dossier(&["publish", &demo.register, "--release"])?;
    demo.on_dossier(&["verify"])?;
    demo.veedor(&["verify", &demo.register])?;
    if no_serve {
        println!("\nThe register is in {}: open index.html in a browser.", demo.register);
        return Ok(());
    }
    println!("\nThe register is at the address below; Ctrl-C ends it.");
    demo.veedor(&["serve", &demo.register, "--port", &port.to_string()])
}

struct Demo {
    root: PathBuf,
    binary: String,
    documents: String,
    purchases: String,
    judgements: PathBuf,
    dossier: String,
    register: String,
}

impl Demo {
    fn new(root: &Path) -> anyhow::Result<Self> {
        let target = std::env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| root.join("target"), |target| root.join(target));
        let folder = target.join("demo");
        if folder.exists() {
            std::fs::remove_dir_all(&folder).context("can't clear away the last demo")?;
        }
        std::fs::create_dir_all(&folder)?;
        let text = |path: PathBuf| {
            path.into_os_string().into_string().ok().context("the path of the project is not UTF-8")
        };
        Ok(Self {
            root: root.to_owned(),
            binary: text(target.join("debug/veedor"))?,
            documents: text(root.join("demo/documents"))?,
            purchases: text(root.join("demo/purchases"))?,
            judgements: root.join("demo/judgements.tsv"),
            dossier: text(folder.join("dossier"))?,
            register: text(folder.join("register"))?,
        })
    }

    fn veedor(&self, arguments: &[&str]) -> anyhow::Result<()> {
        run(&self.root, &self.binary, arguments)
    }

    fn on_dossier(&self, arguments: &[&str]) -> anyhow::Result<()> {
        self.veedor(&[arguments, &["--dossier", &self.dossier]].concat())
    }

    /// Plays the editor: does what demo/judgements.tsv says, and accepts the rest.
    fn judge(&self) -> anyhow::Result<()> {
        let statements = ["statements", "--json", "--dossier", &self.dossier];
        let statements = output(&self.root, &self.binary, &statements)?;
        let text = std::fs::read_to_string(&self.judgements)
            .with_context(|| self.judgements.display().to_string())?;
        let exceptions = text
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty())
            .map(|line| match line.split('\t').collect::<Vec<_>>()[..] {
                [property, value, quote, act, why] => Ok([property, value, quote, act, why]),
                _ => bail!("{}: expected five columns: {line}", self.judgements.display()),
            })
            .collect::<anyhow::Result<Vec<_>>>()?;
        let mut judged = vec![false; exceptions.len()];
        let mut csv = "statement,verdict,by,why,set_subject,set_property,set_value\n".to_owned();
        for line in statements.lines() {
            let statement: serde_json::Value = serde_json::from_str(line)?;
            let text = |name: &str| statement[name].as_str().unwrap_or_default().to_owned();
            let id = text("id");
            let (property, value, quote) = (text("property"), text("value"), text("quote"));
            let exception = exceptions
                .iter()
                .position(|[p, v, q, ..]| *p == property && *v == value && quote.contains(q));
            let (act, why) = exception.map_or(("accept", ""), |at| {
                judged[at] = true;
                let [.., act, why] = exceptions[at];
                (act, why)
            });
            let (verdict, column, to) = match act.split_once('=') {
                Some((column, to)) => ("amend", column, to),
                None => (act, "", ""),
            };
            let in_column = |name: &str| if name == column { to } else { "" };
            let sets = ["set_subject", "set_property", "set_value"].map(in_column).join(",");
            csv += &format!("{id},{verdict},Inés (demo),\"{why}\",{sets}\n");
        }
        if let Some((line, _)) = exceptions.iter().zip(judged).find(|(_, judged)| !judged) {
            let line = line.join(" ");
            bail!("{}: no proposal is such: {line}; remove the line", self.judgements.display());
        }
        let file = Path::new(&self.dossier).with_file_name("decisions.csv");
        std::fs::write(&file, csv)?;
        let file = file.to_str().context("the path of the project is not UTF-8")?;
        self.on_dossier(&["decide", "--from", file])
    }

    /// Makes every source public but two, which stay withheld: their titles and quotes are shown.
    fn open_sources(&self) -> anyhow::Result<()> {
        let list = ["source", "--list", "--dossier", &self.dossier];
        let list = output(&self.root, &self.binary, &list)?;
        let is_public = |line: &&str| !line.contains("Watching") && !line.contains("council");
        let ids: Vec<&str> = list
            .lines()
            .filter(is_public)
            .filter_map(|line| line.split_whitespace().next())
            .collect();
        self.on_dossier(&[&["source"], &ids[..], &["--visibility", "public"]].concat())
    }
}

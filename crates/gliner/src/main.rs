//! Runs a GLiNER model that was exported to ONNX: `veedor-gliner FOLDER`.
//!
//! It is asked and answers on standard input and output, one JSON value a line: first it says
//! `{"ready":1}`, then for each `{"text", "labels", "threshold"}` it answers with a list of
//! `{"start", "end", "label", "score"}` (bytes of the text), or with `{"error"}`. It must not know Veedor: it
//! reads what it is given, and opens nothing but its model.

mod decode;
mod line;
mod model;

use std::io::{self, BufRead as _, Read as _, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use crate::line::{Answer, LONGEST, Question};
use crate::model::Model;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let (Some(folder), None) = (arguments.next(), arguments.next()) else {
        eprintln!(
            "veedor-gliner: expected one folder, with model.onnx, tokenizer.json and gliner_config.json"
        );
        return ExitCode::FAILURE;
    };
    match serve(&PathBuf::from(folder)) {
        Ok(code) => code,
        // Nobody is left to tell.
        Err(_) => ExitCode::FAILURE,
    }
}

fn serve(folder: &std::path::Path) -> io::Result<ExitCode> {
    let mut out = io::stdout().lock();
    let model = match Model::load(folder) {
        Ok(model) => model,
        Err(error) => {
            say(&mut out, &Answer::error(&error))?;
            return Ok(ExitCode::FAILURE);
        }
    };
    say(&mut out, &Answer::Ready { ready: 1 })?;
    let mut input = io::stdin().lock();
    loop {
        let mut line = Vec::new();
        let read = (&mut input).take(LONGEST + 1).read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(ExitCode::SUCCESS);
        }
        if line.len() as u64 > LONGEST {
            say(
                &mut out,
                &Answer::Error { error: format!("a line of more than {LONGEST} bytes") },
            )?;
            return Ok(ExitCode::FAILURE);
        }
        let answer = match Question::parse(&line) {
            Ok(question) => match model.find(&question) {
                Ok(spans) => Answer::Spans(spans),
                Err(error) => Answer::error(&error),
            },
            Err(error) => Answer::error(&error),
        };
        say(&mut out, &answer)?;
    }
}

fn say(out: &mut impl Write, answer: &Answer) -> io::Result<()> {
    serde_json::to_writer(&mut *out, answer)?;
    writeln!(out)?;
    out.flush()
}

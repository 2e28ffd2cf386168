//! The limits of this machine: as the archive has them, with this program as the one that reads
//! strangers' files, and the numbers of a PDF a second time.

use std::io;

use std::path::PathBuf;

use archive::{Isolation, Limits, Worker, WorkerBounds};

/// The worker that reads strangers' files: this program again, by its command `worker`.
///
/// # Errors
/// If this program's path can't be told.
pub fn worker() -> io::Result<Worker> {
    let program = std::env::current_exe()?.into_os_string().into_string();
    let program = program.map_err(|_| io::Error::from(io::ErrorKind::InvalidFilename))?;
    let command = vec![program, "worker".to_owned()];
    Ok(Worker::new(command, Isolation::of_this_machine(), WorkerBounds::default()))
}

/// The limits for reading documents. `VEEDOR_PDFIUM` names the library, or the folder it is in.
#[must_use]
pub fn limits() -> Limits {
    Limits { pdf_numbers: pdf_numbers().unwrap_or_default(), ..Limits::default() }
}

/// The command, if its paths can be passed on.
fn pdf_numbers() -> Option<Vec<String>> {
    let program = std::env::current_exe().ok()?.into_os_string().into_string().ok()?;
    let mut command = vec![program, "pdf-numbers".to_owned()];
    if let Some(library) = std::env::var_os("VEEDOR_PDFIUM").filter(|it| !it.is_empty()) {
        let library = std::path::absolute(PathBuf::from(library)).ok()?;
        command.push(library.into_os_string().into_string().ok()?);
    }
    Some(command)
}

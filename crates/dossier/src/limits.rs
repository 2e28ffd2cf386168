//! The limits of this machine: as the archive has them, with this program as the one that reads the
//! numbers of a PDF a second time.

use std::path::PathBuf;

use archive::Limits;

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

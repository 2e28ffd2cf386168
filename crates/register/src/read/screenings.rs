//! What screening found in sources: which results the archive keeps.

use codebook::Sha256;

use crate::error::RegisterError;
use crate::register::Register;

impl Register {
    /// The digests of all results of screening that the log names.
    ///
    /// # Errors
    /// If the database fails.
    pub fn screening_results(&self) -> Result<Vec<Sha256>, RegisterError> {
        let mut query =
            self.conn.prepare_cached("SELECT DISTINCT result FROM screenings ORDER BY result")?;
        let rows = query.query_map([], |row| row.get::<_, [u8; 32]>(0))?;
        rows.map(|row| Ok(Sha256::from_bytes(row?))).collect()
    }
}

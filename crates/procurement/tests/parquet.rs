//! Parquet holds the rows of the CSV, and the same rows are the same bytes.

use std::path::Path;

use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::Field;
use procurement::input::Given;
use procurement::out;
use procurement::parquet::Table;
use procurement::screen::{Settings, screen};

fn settings(threads: usize) -> Settings {
    let mut settings = Settings::new(threads);
    settings.all = true;
    settings
}

fn given() -> [Given; 1] {
    [Given::Path(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tarandia.jsonl"))]
}

#[test]
fn rows_of_the_csv_stand_in_it_whatever_the_threads() {
    let parquet = |threads: usize| {
        let mut file = tempfile::tempfile().unwrap();
        let mut table = Table::new(file.try_clone().unwrap()).unwrap();
        screen(&given(), &settings(threads), &out::cells_line, &mut table).unwrap();
        table.finish().unwrap();
        let mut bytes = Vec::new();
        std::io::Seek::rewind(&mut file).unwrap();
        std::io::Read::read_to_end(&mut file, &mut bytes).unwrap();
        (file, bytes)
    };
    let (file, bytes) = parquet(1);
    assert!(bytes.starts_with(b"PAR1") && bytes == parquet(8).1);
    let mut csv = Vec::new();
    screen(&given(), &settings(2), &out::csv_line, &mut csv).unwrap();
    let rows: Vec<csv::StringRecord> = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(&csv[..])
        .records()
        .map(Result::unwrap)
        .collect();
    let reader = SerializedFileReader::new(file).unwrap();
    let mut count = 0;
    for (row, record) in reader.get_row_iter(None).unwrap().zip(&rows) {
        for ((name, field), cell) in row.unwrap().get_column_iter().zip(record) {
            let held = match field {
                Field::Str(text) => text.clone(),
                Field::Long(number) => number.to_string(),
                Field::Null => String::new(),
                other => panic!("{name}: {other:?}"),
            };
            assert_eq!(held, cell.strip_prefix('\'').unwrap_or(cell), "{name}");
        }
        count += 1;
    }
    assert_eq!((count, rows.len()), (9, 9));
}

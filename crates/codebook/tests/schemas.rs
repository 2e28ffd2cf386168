//! The schemas that are shipped are those of the types.

use std::path::Path;

#[test]
fn the_shipped_schemas_are_current() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas");
    for (name, text) in codebook::schema::all() {
        let shipped = std::fs::read_to_string(folder.join(name)).unwrap_or_default();
        assert!(shipped == text, "schemas/{name} is stale: run `cargo xtask schemas`");
    }
}

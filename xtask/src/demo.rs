pub(crate) fn demo(_: &std::path::Path, _: bool, _: u16) -> anyhow::Result<()> {
    Ok(())
}

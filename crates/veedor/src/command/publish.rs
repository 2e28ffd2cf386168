//! `veedor publish` and `veedor serve`.

use std::path::Path;

use anyhow::Context as _;
use indicatif::ProgressBar;
use publish::{ArchiveTexts, PublishOptions, SigningKey};

use crate::cli::{Publish, Serve};
use crate::command::release::today;
use crate::given::given;
use dossier::Dossier;

pub(crate) fn publish(mut dossier: Dossier, arguments: &Publish) -> anyhow::Result<()> {
    let by = &arguments.by;
    // A key that can't be read is told before anything is released.
    let key = arguments.key.as_deref().map(|key| signing_key(key, arguments)).transpose()?;
    if arguments.release {
        let changes = dossier.register.release(given(), by, None, today())?;
        say!("released {} facts", changes.iter().filter(|change| change.released).count());
    }
    let back = dossier.register.retract_unpublishable(given(), by, today())?;
    if !back.is_empty() {
        say!("{} released facts were taken back", back.len());
    }
    dossier.register.write_checkpoint()?;
    let view = dossier.register.publishable()?;
    let texts = ArchiveTexts(&dossier.archive);
    let bar = ProgressBar::new(0);
    let options = PublishOptions {
        key: key.as_ref(),
        shard: PublishOptions::SHARD,
        threads: std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
        progress: &mut |done, all| {
            bar.set_length(all as u64);
            bar.set_position(done as u64);
        },
    };
    let facts = view.counts()?.facts;
    let published = publish::publish(&view, &texts, &arguments.out, options)?;
    bar.finish_and_clear();
    say!(
        "published {} facts on {} pages ({} files) in {}",
        facts,
        published.pages,
        published.files,
        arguments.out.display()
    );
    if facts == 0 {
        say!(
            "no fact is public yet: accept some with `veedor decide`, then `veedor publish OUT --release`"
        );
    }
    drop(view);
    Ok(dossier.close()?)
}

fn signing_key(key: &Path, arguments: &Publish) -> anyhow::Result<SigningKey> {
    let read = |path: &Path| {
        std::fs::read_to_string(path).with_context(|| format!("can't read {}", path.display()))
    };
    let password = arguments.password.as_deref().map(read).transpose()?;
    let password = password.as_deref().map(|text| text.trim_end_matches(['\r', '\n']));
    SigningKey::from_text(&read(key)?, password).with_context(|| key.display().to_string())
}

pub(crate) fn serve(named: Option<&Path>, arguments: &Serve) -> anyhow::Result<()> {
    let Some(folder) = &arguments.folder else {
        // Nothing is written from here on.
        let dossier = Dossier::open_to_read(named)?;
        let open = ::desk::Public::open(&dossier.dir, (arguments.listen, arguments.port).into())?;
        say!("http://{}/", open.address()?);
        return Ok(open.serve()?);
    };
    let desk = ::desk::Folder::open(folder, arguments.port)?;
    say!("http://{}/", desk.address()?);
    Ok(desk.serve()?)
}

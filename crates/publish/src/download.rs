//! One file of the data, made when somebody asks a server for it: the same bytes as in a bundle of that moment.
//! What a bundle has beyond that (manifest, log, signature) is of all its files together, and of a folder alone.

use register::public::Publishable;

use crate::error::PublishError;
use crate::layout::{self, Data, Digits, Group};
use crate::sources::{self, Texts};
use crate::tree::{form, json};
use crate::{data, entities, package};

/// The file of the data at `path` from the bundle's root: the data itself by its parts and their description
/// under `data/`, the schemas, the texts of public sources. `None` where there is none.
///
/// It holds one part at a time, of about `shard` facts: [`crate::PublishOptions::shard`].
///
/// # Errors
/// As [`crate::publish`], but for what is written.
pub fn download(
    view: &Publishable<'_>,
    texts: &dyn Texts,
    shard: u64,
    path: &str,
) -> Result<Option<Vec<u8>>, PublishError> {
    if let Some(name) = path.strip_prefix("schemas/") {
        let all = data::schemas().map_err(form("schemas"))?;
        return Ok(all.into_iter().find(|(it, _)| *it == name).map(|(_, text)| text.into_bytes()));
    }
    if let Some(id) = layout::source_of(path) {
        let Some(row) = view.source(id)? else { return Ok(None) };
        let kept = sources::fetch(view, texts, &row.source)?;
        let text = kept.iter().find(|text| layout::text(id, text.layer()) == path);
        return Ok(text.map(|text| text.text().as_bytes().to_vec()));
    }
    let digits = Digits::of(view.counts()?.facts, shard);
    if path == layout::PACKAGE {
        return describe(view, digits).map(Some);
    }
    let Some((wanted, shard)) = Data::at(path, digits) else { return Ok(None) };
    if !digits.none() && !shards(view, digits, wanted.group())?.contains(&shard) {
        return Ok(None);
    }
    let files: Vec<(Data, Vec<u8>)> = match wanted.group() {
        Group::Entities => entities::data(view, &shard)?.into(),
        Group::Sources => sources::data(view, texts, &shard)?.into(),
    };
    Ok(files.into_iter().find(|(data, _)| *data == wanted).map(|(_, bytes)| bytes))
}

/// The description of the data.
fn describe(view: &Publishable<'_>, digits: Digits) -> Result<Vec<u8>, PublishError> {
    let [entities, sources] = Group::ALL.map(|group| shards(view, digits, group));
    let (entities, sources) = (entities?, sources?);
    let of = |group| match group {
        Group::Entities => entities.clone(),
        Group::Sources => sources.clone(),
    };
    json(layout::PACKAGE, &package::describe(of, view.as_of()))
}

/// The shards of a group that have anything, in order.
fn shards(
    view: &Publishable<'_>,
    digits: Digits,
    group: Group,
) -> Result<Vec<String>, PublishError> {
    if digits.none() {
        return Ok(vec![String::new()]);
    }
    let length = digits.of_id(group);
    let mut heads = match group {
        Group::Entities => view.entity_heads(length)?,
        Group::Sources => view.source_heads(length)?,
    };
    if group == Group::Entities {
        view.each_moved(group.head(), |(from, _)| {
            heads.extend(from.to_string().get(..length).map(str::to_owned));
            Ok::<_, PublishError>(())
        })?;
    }
    Ok(heads.iter().map(|head| digits.shard(head)).collect())
}

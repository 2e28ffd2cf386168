//! Requests for records: how many were sent, when, and how they were answered.

use codebook::{Property, Value};

use super::speaker::speaker;
use super::subjects::Focus;
use crate::cues::Cue;
use crate::drafts::{Drafts, Finding};
use crate::scene::Scene;

const REQUESTS: &[&str] = &["requests", "solicitudes", "rtis", "pedidos", "foias", "fois"];

pub(super) fn relate(scene: &Scene<'_>, focus: &Focus, drafts: &mut Drafts<'_>) {
    let Some(subject) = &focus.request else { return };
    if scene.has(&[Cue::Request]) {
        for count in &scene.counts {
            let requests = count.value.of.iter().take(4).any(|w| REQUESTS.contains(&w.as_str()));
            if requests {
                let value = Value::Quantity(count.value.quantity.clone());
                let finding = Finding::new(
                    "request/count",
                    subject,
                    Property::RequestsSent,
                    value,
                    &count.at,
                    &scene.at,
                );
                drafts.propose(finding);
            }
        }
    }
    let attribution = scene.speaker(speaker);
    for found in &scene.responses {
        let value = Value::Response(found.value);
        let finding = Finding::new(
            "request/response",
            subject,
            Property::Response,
            value,
            &found.at,
            &scene.at,
        );
        drafts.propose(Finding { attribution: attribution.clone(), ..finding });
    }
}

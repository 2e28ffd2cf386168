//! The dated facts of an entity, in order, and as a strip.

use codebook::{Property, Value};
use jiff::civil::Date;
use register::public::PublicFact;

use crate::show;
use crate::words::Words;

/// What happened when, as far as sources say.
pub(crate) struct Timeline<'a> {
    pub(crate) moments: Vec<Moment<'a>>,
    pub(crate) strip: Option<Strip>,
}

/// A dated fact.
pub(crate) struct Moment<'a> {
    pub(crate) date: String,
    pub(crate) property: &'a str,
    /// The value, where the date is not the value itself.
    pub(crate) value: Option<String>,
    pub(crate) negated: bool,
    pub(crate) fact: String,
    first: Option<Date>,
}

/// The strip: years as ticks, facts as dots. Lengths are in the strip's own units.
pub(crate) struct Strip {
    pub(crate) height: i32,
    /// How high the axis stands.
    pub(crate) axis: i32,
    pub(crate) ticks: Vec<Tick>,
    pub(crate) dots: Vec<Dot>,
}

/// A fact on the strip; what falls together with another stands above it.
pub(crate) struct Dot {
    pub(crate) x: i32,
    pub(crate) y: i32,
    pub(crate) fact: String,
    pub(crate) label: String,
}

/// A year on the strip.
pub(crate) struct Tick {
    pub(crate) x: i32,
    pub(crate) year: i16,
}

/// The strip's width.
const WIDTH: i32 = 960;
/// The room on either side.
const MARGIN: i32 = 24;
/// Dots that would be closer than this are piled.
const APART: i32 = 18;
/// The highest pile; what falls there too lies on its top dot, and is in the list.
const HIGHEST: i32 = 8;
/// The room above the highest dot, and for the years.
const FOOT: i32 = 24;

pub(crate) fn of<'a>(w: &'a Words, facts: &[&'a PublicFact]) -> Timeline<'a> {
    let mut moments: Vec<_> = facts.iter().filter_map(|fact| moment(w, fact)).collect();
    // What has no known year comes last; the sort is stable, so equal days keep the page's order.
    moments.sort_by_key(|moment| (moment.first.is_none(), moment.first));
    let strip = strip(&moments);
    Timeline { moments, strip }
}

fn moment<'a>(w: &'a Words, fact: &PublicFact) -> Option<Moment<'a>> {
    let own = match (&fact.property, &fact.value) {
        (Property::AwardDate | Property::StartDate | Property::EndDate, Value::Date(date)) => {
            Some(date)
        }
        _ => None,
    };
    let date = own.or(fact.valid.as_ref())?;
    let (first, last) = date.bounds();
    Some(Moment {
        date: show::date(w, date),
        property: w.property(&fact.property),
        value: own.is_none().then(|| show::value(w, &fact.value)),
        negated: fact.polarity == codebook::Polarity::Negated,
        fact: fact.id.to_string(),
        first: first.or(last),
    })
}

fn strip(moments: &[Moment<'_>]) -> Option<Strip> {
    let days: Vec<Date> = moments.iter().filter_map(|moment| moment.first).collect();
    let (first, last) = (*days.first()?, *days.last()?);
    if first == last {
        return None;
    }
    let (from, until) = (i32::from(first.year()), i32::from(last.year()) + 1);
    let place = |year: i32, day: i32| {
        MARGIN + ((year - from) * 366 + day) * (WIDTH - 2 * MARGIN) / ((until - from) * 366)
    };
    let step = usize::try_from((until - from) / 8 + 1).unwrap_or(1);
    let ticks = (first.year()..=last.year() + 1)
        .step_by(step)
        .map(|year| Tick { x: place(i32::from(year), 0), year })
        .collect();
    let mut dots: Vec<Dot> = Vec::new();
    let mut level = 0;
    for moment in moments {
        let Some(day) = moment.first else { continue };
        let x = place(i32::from(day.year()), i32::from(day.day_of_year()) - 1);
        let close = dots.last().is_some_and(|last| x - last.x < APART);
        level = if close { (level + 1).min(HIGHEST) } else { 0 };
        let x = if close { dots.last().map_or(x, |last| last.x) } else { x };
        let said = moment.value.as_ref().map(|value| format!(": {value}")).unwrap_or_default();
        let label = format!("{}, {}{said}", moment.date, moment.property);
        dots.push(Dot { x, y: -level * APART, fact: moment.fact.clone(), label });
    }
    // The axis stands as low as the highest pile needs.
    let axis = FOOT - dots.iter().map(|dot| dot.y).min().unwrap_or_default();
    dots.iter_mut().for_each(|dot| dot.y += axis);
    Some(Strip { height: axis + FOOT + 8, axis, ticks, dots })
}

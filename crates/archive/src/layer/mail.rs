//! Mails and mailboxes: the lines of the header that people read, and the body. What is attached is
//! handed out as files: they become sources of their own.

use codebook::edtf::Edtf;
use codebook::layer::MailPart;
use codebook::{LayerMap, SourceMeta};
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::mailbox::mbox::MessageIterator;
use mail_parser::{
    Address, Encoding, HeaderName, HeaderValue, Message, MessageParser, MimeHeaders as _, PartType,
};

use super::{ExtractError, Made, Part, extractor, html};
use crate::limits::Limits;

/// The version of what is done here.
const VERSION: &str = "2";

/// The lines of the header that are read, in the order in which they are written out.
const HEADER: [(HeaderName<'static>, &str); 5] = [
    (HeaderName::From, "From"),
    (HeaderName::To, "To"),
    (HeaderName::Cc, "Cc"),
    (HeaderName::Date, "Date"),
    (HeaderName::Subject, "Subject"),
];

/// How deep parts stand in parts whose places are still told by numbers.
const DEEP: usize = 32;

/// Makes the layer of one mail. Its date is the document's, and its subject the title.
pub(super) fn make(bytes: &[u8], limits: &Limits) -> Result<Made, ExtractError> {
    let mut letters = Letters::new(limits);
    let meta = letters.add(bytes)?;
    letters.finish(meta)
}

/// Makes the layer of a mailbox: its messages one after another.
pub(super) fn make_mbox(bytes: &[u8], limits: &Limits) -> Result<Made, ExtractError> {
    let mut letters = Letters::new(limits);
    let mut only = SourceMeta::default();
    for message in MessageIterator::new(bytes) {
        let message = message.map_err(|why| ExtractError::Office { why: why.to_string() })?;
        let meta = letters.add(message.contents())?;
        only = if letters.messages == 1 { meta } else { SourceMeta::default() };
    }
    letters.finish(only)
}

/// The text of messages as it grows.
struct Letters<'a> {
    limits: &'a Limits,
    text: String,
    map: Vec<MailPart>,
    attached: Vec<Part>,
    attached_bytes: u64,
    messages: u32,
    unread: Unread,
}

/// Bodies that were not read.
#[derive(Default)]
struct Unread {
    bodies: usize,
    first: Option<String>,
}

impl Unread {
    fn add(&mut self, message: u32, why: &ExtractError) {
        self.bodies += 1;
        self.first
            .get_or_insert_with(|| format!("the body of message {message} was not read: {why}"));
    }

    /// In words, if there are any.
    fn said(self) -> Option<String> {
        let others = self.bodies.saturating_sub(1);
        self.first.map(|first| match others {
            0 => first,
            others => format!("{first}; nor were {others} others"),
        })
    }
}

impl<'a> Letters<'a> {
    fn new(limits: &'a Limits) -> Self {
        let (text, map, attached) = (String::new(), Vec::new(), Vec::new());
        let unread = Unread::default();
        Self { limits, text, map, attached, attached_bytes: 0, messages: 0, unread }
    }

    fn finish(self, meta: SourceMeta) -> Result<Made, ExtractError> {
        if self.text.is_empty() {
            return Err(ExtractError::NoText { what: "there is no message in it" });
        }
        let extractor = extractor("mail", format!("{VERSION}/{}", html::VERSION));
        let made = Made::new(extractor, self.text, LayerMap::Mail { parts: self.map }, meta);
        Ok(Made { parts: self.attached, unread: self.unread.said(), ..made })
    }

    fn add(&mut self, bytes: &[u8]) -> Result<SourceMeta, ExtractError> {
        let message = MessageParser::default().parse(bytes).filter(|it| !it.parts.is_empty());
        let message = message
            .ok_or_else(|| ExtractError::Office { why: "it has no mail's header".to_owned() })?;
        self.messages += 1;
        if self.messages as usize > self.limits.messages {
            return Err(ExtractError::TooManyMessages { limit: self.limits.messages });
        }
        let places = Places::of(&message);
        self.place("header".to_owned(), &header(&message));
        for id in &message.text_body {
            match self.body(&message, *id) {
                Ok(words) => self.place(places.path(*id), &words),
                Err(why) => self.unread.add(self.messages, &why),
            }
        }
        for id in &message.attachments {
            self.attach(&message, *id, &places)?;
        }
        let subject = message.subject().map(str::to_owned);
        Ok(SourceMeta { title: subject, published: day(&message), country: None })
    }

    fn place(&mut self, part: String, words: &str) {
        let words = words.trim();
        if words.is_empty() {
            return;
        }
        if let Some(last) = self.text.strip_suffix('\n').map(str::len) {
            self.text.truncate(last);
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(words);
        let end = self.text.len();
        self.text.push('\n');
        self.map.push(MailPart { start, end, message: self.messages, part });
    }

    /// The words of a part of the body. HTML, which counts where there is nothing plainer, goes through
    /// the maker of web pages and nothing else: whatever else reads it shows what it hides.
    fn body(&self, message: &Message<'_>, id: u32) -> Result<String, ExtractError> {
        match message.part(id).map(|part| &part.body) {
            Some(PartType::Text(text)) => Ok(text.replace("\r\n", "\n")),
            Some(PartType::Html(page)) => match html::read(page, self.limits) {
                Ok(page) => Ok(page.text),
                // Of pictures alone, or all of it hidden.
                Err(ExtractError::NoText { .. }) => Ok(String::new()),
                Err(why) => Err(why),
            },
            _ => Ok(String::new()),
        }
    }

    fn attach(
        &mut self,
        message: &Message<'_>,
        id: u32,
        places: &Places,
    ) -> Result<(), ExtractError> {
        let Some(part) = message.part(id) else { return Ok(()) };
        // Pictures in the text are letterheads and the like.
        let is_picture = part.content_type().is_some_and(|it| it.ctype() == "image");
        if is_picture && matches!(part.body, PartType::InlineBinary(_)) {
            return Ok(());
        }
        let (start, end) = (part.offset_body as usize, part.offset_end as usize);
        let raw = message.raw_message.get(start..end).unwrap_or_default();
        // Not as the parser decodes it: a text in an old encoding is kept in that.
        let bytes = match part.encoding {
            Encoding::None => Some(raw.to_vec()),
            Encoding::Base64 => base64_decode(raw),
            Encoding::QuotedPrintable => quoted_printable_decode(raw),
        };
        let bytes = bytes.unwrap_or_else(|| part.contents().to_vec());
        if bytes.is_empty() {
            return Ok(());
        }
        let limit = self.limits.packed_files;
        if self.attached.len() == limit {
            return Err(ExtractError::TooManyFiles { limit });
        }
        self.attached_bytes += bytes.len() as u64;
        if self.attached_bytes > self.limits.unpacked_bytes {
            return Err(ExtractError::TooMuchAttached { limit: self.limits.unpacked_bytes });
        }
        let name = part.attachment_name().map(|name| name.chars().take(super::TITLE).collect());
        let part = format!("{}/{}", self.messages, places.path(id));
        self.attached.push(Part { part, name, bytes });
        Ok(())
    }
}

/// The lines that people read at the head of a message.
fn header(message: &Message<'_>) -> String {
    let mut lines = String::new();
    for (name, shown) in HEADER {
        let words = match message.header(name.clone()) {
            Some(HeaderValue::Address(address)) => addresses(address),
            Some(HeaderValue::Text(text)) => text.to_string(),
            // As the mail has it: its day of the week and its hour's distance from Greenwich say something.
            Some(HeaderValue::DateTime(_)) => {
                message.header_raw(name).unwrap_or_default().to_owned()
            }
            _ => String::new(),
        };
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            lines.push_str(&format!("{shown}: {words}\n"));
        }
    }
    lines
}

fn addresses(address: &Address<'_>) -> String {
    let one = |address: &mail_parser::Addr<'_>| match (&address.name, &address.address) {
        (Some(name), Some(address)) => format!("{name} <{address}>"),
        (Some(words), None) | (None, Some(words)) => words.to_string(),
        (None, None) => String::new(),
    };
    address.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// The day on which it says that it was sent, where it was sent.
fn day(message: &Message<'_>) -> Option<Edtf> {
    let date = message.date().filter(|date| date.is_valid())?;
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day).parse().ok()
}

/// Where each part of a message stands: the part that holds it, and which of the parts there it is.
struct Places(Vec<Option<(u32, usize)>>);

impl Places {
    fn of(message: &Message<'_>) -> Self {
        let mut places = vec![None; message.parts.len()];
        for (holder, part) in (0..).zip(&message.parts) {
            for (nth, id) in (1..).zip(part.sub_parts().unwrap_or_default()) {
                if let Some(place) = places.get_mut(*id as usize) {
                    *place = Some((holder, nth));
                }
            }
        }
        Self(places)
    }

    /// The place as IMAP counts it, or, deep down, the part's number in the whole message.
    fn path(&self, id: u32) -> String {
        let mut numbers = Vec::new();
        let mut at = id;
        while let Some((holder, nth)) = self.0.get(at as usize).copied().flatten() {
            numbers.push(nth.to_string());
            at = holder;
            if numbers.len() > DEEP {
                return format!("#{id}");
            }
        }
        if numbers.is_empty() {
            return "1".to_owned();
        }
        numbers.reverse();
        numbers.join(".")
    }
}

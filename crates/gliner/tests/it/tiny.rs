//! A model of a few kB that the tests make: six words, three labels, and the inputs and output of a GLiNER
//! model in span mode. A word's first token decides its label; a stretch scores as the lesser of its ends,
//! and a little more for each word.

use std::path::Path;

/// The words it knows, each with the label that it scores high for.
const VOCABULARY: [(&str, Option<usize>); 15] = [
    ("[CLS]", None),
    ("[SEP]", None),
    ("[UNK]", None),
    ("<<ENT>>", None),
    ("<<SEP>>", None),
    ("Arden", Some(0)),
    ("Police", Some(0)),
    ("Depart", Some(0)),
    ("##ment", None),
    ("Lumbrera", Some(1)),
    ("Almeda", Some(2)),
    ("government", None),
    ("agency", None),
    ("company", None),
    ("city", None),
];

/// The widest stretch it scores.
pub(crate) const WIDTH: i64 = 3;

/// Writes the three files of the model.
pub(crate) fn write(folder: &Path, max_len: usize) {
    std::fs::create_dir_all(folder).unwrap();
    let config = serde_json::json!({ "max_width": WIDTH, "max_len": max_len,
        "span_mode": "markerV0", "model_name": "tiny", "ent_token": "<<ENT>>" });
    std::fs::write(folder.join("gliner_config.json"), config.to_string()).unwrap();
    std::fs::write(folder.join("tokenizer.json"), tokenizer().to_string()).unwrap();
    std::fs::write(folder.join("model.onnx"), model()).unwrap();
}

fn tokenizer() -> serde_json::Value {
    let ids: serde_json::Map<_, _> = VOCABULARY
        .iter()
        .enumerate()
        .map(|(id, (word, _))| ((*word).to_owned(), id.into()))
        .collect();
    let special = |id: usize| {
        serde_json::json!({ "id": id, "content": VOCABULARY[id].0, "single_word": false,
            "lstrip": false, "rstrip": false, "normalized": false, "special": true })
    };
    let of =
        |id: usize| serde_json::json!({ "SpecialToken": { "id": VOCABULARY[id].0, "type_id": 0 } });
    let text = serde_json::json!({ "Sequence": { "id": "A", "type_id": 0 } });
    let token = |id: usize| serde_json::json!({ "id": VOCABULARY[id].0, "ids": [id], "tokens": [VOCABULARY[id].0] });
    serde_json::json!({
        "version": "1.0",
        // A real one may come with bounds of its own, which must not cut our words.
        "truncation": { "direction": "Right", "max_length": 8, "strategy": "LongestFirst", "stride": 0 },
        "padding": { "strategy": { "Fixed": 64 }, "direction": "Right", "pad_to_multiple_of": null,
            "pad_id": 2, "pad_type_id": 0, "pad_token": "[UNK]" },
        "added_tokens": (0..5).map(special).collect::<Vec<_>>(),
        "normalizer": null,
        "pre_tokenizer": { "type": "Whitespace" },
        "post_processor": { "type": "TemplateProcessing", "single": [of(0), text, of(1)],
            "pair": [of(0), text, of(1)], "special_tokens": { "[CLS]": token(0), "[SEP]": token(1) } },
        "decoder": null,
        "model": { "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
            "max_input_chars_per_word": 100, "vocab": ids },
    })
}

const FLOAT: u64 = 1;
const INT64: u64 = 7;
const BOOL: u64 = 9;

/// A message of protocol buffers, as far as ONNX needs them here.
#[derive(Default)]
struct Message(Vec<u8>);

impl Message {
    fn varint(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.0.push(u8::try_from(value & 0x7f).unwrap() | 0x80);
            value >>= 7;
        }
        self.0.push(u8::try_from(value).unwrap());
    }

    fn number(mut self, field: u64, value: u64) -> Self {
        self.varint(field << 3);
        self.varint(value);
        self
    }

    fn bytes(mut self, field: u64, value: impl AsRef<[u8]>) -> Self {
        let value = value.as_ref();
        self.varint(field << 3 | 2);
        self.varint(value.len() as u64);
        self.0.extend(value);
        self
    }

    fn message(self, field: u64, value: Self) -> Self {
        self.bytes(field, value.0)
    }
}

/// An operation: its name, what it takes, what it gives, and its one attribute.
fn node(op: &str, takes: &[&str], gives: &str, attribute: Option<(&str, u64)>) -> Message {
    let mut node = takes.iter().fold(Message::default(), |node, name| node.bytes(1, name));
    node = node.bytes(2, gives).bytes(3, gives).bytes(4, op);
    match attribute {
        Some((name, value)) => {
            node.message(5, Message::default().bytes(1, name).number(3, value).number(20, 2))
        }
        None => node,
    }
}

fn tensor(name: &str, kind: u64, dims: &[u64], data: Vec<u8>) -> Message {
    let tensor = dims.iter().fold(Message::default(), |tensor, dim| tensor.number(1, *dim));
    tensor.number(2, kind).bytes(8, name).bytes(9, data)
}

fn integers(name: &str, dims: &[u64], values: &[i64]) -> Message {
    tensor(name, INT64, dims, values.iter().flat_map(|value| value.to_le_bytes()).collect())
}

fn floats(name: &str, dims: &[u64], values: &[f32]) -> Message {
    tensor(name, FLOAT, dims, values.iter().flat_map(|value| value.to_le_bytes()).collect())
}

/// A value that goes in or out, each of its sizes by a name.
fn port(name: &str, kind: u64, sizes: &[&str]) -> Message {
    let shape = sizes.iter().fold(Message::default(), |shape, size| {
        shape.message(1, Message::default().bytes(2, size))
    });
    let tensor = Message::default().number(1, kind).message(2, shape);
    Message::default().bytes(1, name).message(2, Message::default().message(1, tensor))
}

fn model() -> Vec<u8> {
    let table: Vec<f32> = VOCABULARY
        .iter()
        .flat_map(|(_, high)| {
            (0..3).map(move |label| if *high == Some(label) { 6.0 } else { -6.0 })
        })
        .collect();
    let nodes = [
        node("Mul", &["input_ids", "attention_mask"], "ids", None),
        node("Gather", &["table", "ids"], "tokens", Some(("axis", 0))),
        // The score of a word is that of the token which the mask numbers.
        node("Squeeze", &["text_lengths"], "count", None),
        node("Add", &["count", "one"], "after", None),
        node("Range", &["one", "after", "one"], "numbers", None),
        node("Reshape", &["numbers", "as_column"], "column", None),
        node("Unsqueeze", &["words_mask", "axis_1"], "row", None),
        node("Equal", &["column", "row"], "begins", None),
        node("Cast", &["begins"], "weights", Some(("to", FLOAT))),
        node("MatMul", &["weights", "tokens"], "words", None),
        // A stretch: its first and last word, and how far apart they are.
        node("Gather", &["span_idx", "zero"], "firsts_2d", Some(("axis", 2))),
        node("Gather", &["span_idx", "one"], "lasts_2d", Some(("axis", 2))),
        node("Reshape", &["firsts_2d", "flat"], "firsts", None),
        node("Reshape", &["lasts_2d", "flat"], "lasts", None),
        node("Gather", &["words", "firsts"], "first_scores", Some(("axis", 1))),
        node("Gather", &["words", "lasts"], "last_scores", Some(("axis", 1))),
        node("Min", &["first_scores", "last_scores"], "lesser", None),
        node("Sub", &["lasts", "firsts"], "apart", None),
        node("Cast", &["apart"], "apart_float", Some(("to", FLOAT))),
        node("Reshape", &["apart_float", "as_column"], "apart_column", None),
        node("Mul", &["apart_column", "a_little"], "more", None),
        node("Add", &["lesser", "more"], "scores", None),
        node("Unsqueeze", &["span_mask", "axis_2"], "real", None),
        node("Where", &["real", "scores", "low"], "kept", None),
        node("Reshape", &["kept", "as_spans"], "logits", None),
    ];
    let constants = [
        floats("table", &[15, 3], &table),
        floats("a_little", &[], &[0.3]),
        floats("low", &[], &[-10.0]),
        integers("zero", &[], &[0]),
        integers("one", &[], &[1]),
        integers("axis_1", &[1], &[1]),
        integers("axis_2", &[1], &[2]),
        integers("flat", &[1], &[-1]),
        integers("as_column", &[3], &[1, -1, 1]),
        integers("as_spans", &[4], &[1, -1, WIDTH, 3]),
    ];
    let inputs = [
        port("input_ids", INT64, &["batch", "length"]),
        port("attention_mask", INT64, &["batch", "length"]),
        port("words_mask", INT64, &["batch", "length"]),
        port("text_lengths", INT64, &["batch", "one_length"]),
        port("span_idx", INT64, &["batch", "spans", "two"]),
        port("span_mask", BOOL, &["batch", "spans"]),
    ];
    let output = port("logits", FLOAT, &["batch", "words", "width", "labels"]);
    let mut graph =
        nodes.into_iter().fold(Message::default(), |graph, node| graph.message(1, node));
    graph = graph.bytes(2, "tiny");
    graph = constants.into_iter().fold(graph, |graph, constant| graph.message(5, constant));
    graph = inputs.into_iter().fold(graph, |graph, input| graph.message(11, input));
    graph = graph.message(12, output);
    let opset = Message::default().bytes(1, "").number(2, 17);
    Message::default().number(1, 8).message(7, graph).message(8, opset).0
}

//! A writer of small PDF files, as plain as they can be.

/// A word or line at a place: x and y from the lower left, in points.
pub(crate) type Placed<'a> = (f32, f32, &'a str);

/// A PDF of these pages (612 × 792 points, Helvetica 11).
pub(crate) fn pdf(title: &str, pages: &[&[Placed<'_>]]) -> Vec<u8> {
    let contents = pages.iter().map(|lines| {
        let mut content = String::from("BT /F1 11 Tf\n");
        for (x, y, text) in *lines {
            let text = text.replace('\\', r"\\").replace('(', r"\(").replace(')', r"\)");
            content.push_str(&format!("1 0 0 1 {x} {y} Tm ({text}) Tj\n"));
        }
        content.push_str("ET");
        content
    });
    drawn(title, &contents.collect::<Vec<_>>())
}

/// A PDF of pages of that size and font that are drawn by these operators.
pub(crate) fn drawn(title: &str, pages: &[String]) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|page| format!("{} 0 R", 4 + 2 * page)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), pages.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_owned(),
    ];
    for (index, content) in pages.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] \
             /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>",
            5 + 2 * index
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    objects.push(format!("<< /Title ({title}) >>"));
    write(&objects)
}

/// The file: objects, cross-references, trailer. The last object is the document's information.
fn write(objects: &[String]) -> Vec<u8> {
    let mut file = String::from("%PDF-1.4\n");
    let mut offsets = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        offsets.push(file.len());
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", index + 1));
    }
    let start = file.len();
    file.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    for offset in offsets {
        file.push_str(&format!("{offset:010} 00000 n \n"));
    }
    file.push_str(&format!(
        "trailer\n<< /Size {} /Root 1 0 R /Info {} 0 R >>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1,
        objects.len()
    ));
    file.into_bytes()
}

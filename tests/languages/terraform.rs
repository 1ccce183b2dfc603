//! Whether a text is Terraform's language (HCL), and which blocks it holds.

use hcl_edit::structure::Body;

/// The blocks of a text, each with its labels: `resource azuread_application auditor`.
pub fn blocks(text: &str) -> Result<Vec<String>, String> {
    let body: Body = text
        .parse()
        .map_err(|error: hcl_edit::parser::Error| error.to_string())?;
    Ok(body
        .blocks()
        .map(|block| {
            let labels = block.labels.iter().map(|label| label.as_str());
            let mut words = vec![block.ident.as_str()];
            words.extend(labels);
            words.join(" ")
        })
        .collect())
}

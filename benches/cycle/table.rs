//! Rows with a target beside them, printed as Markdown.

/// One figure.
pub struct Row {
    /// What was measured.
    pub what: &'static str,
    /// How much.
    pub value: f64,
    /// Its unit.
    pub unit: &'static str,
    /// How much it may be.
    pub target: Option<f64>,
}

impl Row {
    /// A row; targets are upper bounds.
    pub fn new(what: &'static str, value: f64, unit: &'static str, target: Option<f64>) -> Self {
        Self { what, value, unit, target }
    }
}

/// Prints `rows` under a headline and a line that says how they came about.
pub fn print(title: &str, how: &str, rows: &[Row]) {
    println!("\n### {title}\n\n{how}\n\n| | measured | target | |\n|---|---:|---:|---|");
    for Row { what, value, unit, target } in rows {
        let (bound, verdict) = match target {
            Some(target) => {
                (format!("≤ {target} {unit}"), if value <= target { "met" } else { "**missed**" })
            }
            None => (String::new(), ""),
        };
        println!("| {what} | {value:.2} {unit} | {bound} | {verdict} |");
    }
}

/// The middle one; the mean of two.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match (values.get(middle), values.get(middle.wrapping_sub(1))) {
        (Some(high), Some(low)) if values.len().is_multiple_of(2) => (high + low) / 2.0,
        (Some(only), _) => *only,
        _ => f64::NAN,
    }
}

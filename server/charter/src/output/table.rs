//! Rows of fields: a table on a terminal, fields between tabs for programs.

use super::{
    Output,
    style::{FAINT, NAME, TITLE},
    text::fit,
};
use crate::failure::Failure;

/// The last field gets what is left of a line, and not less than this.
const LEAST_LAST_WIDTH: usize = 20;

/// Prints rows as they come; the table's columns grow with them and never shrink. The first field is a name.
#[derive(Debug)]
pub struct Table<const COLUMNS: usize> {
    header: [&'static str; COLUMNS],
    widths: [usize; COLUMNS],
    has_header: bool,
}

impl<const COLUMNS: usize> Table<COLUMNS> {
    /// A table without rows.
    pub fn new(header: [&'static str; COLUMNS]) -> Self {
        Self { header, widths: header.map(str::len), has_header: false }
    }

    /// # Errors
    /// When the rows cannot be printed.
    pub fn print(&mut self, rows: Vec<[String; COLUMNS]>, output: &mut Output) -> Result<(), Failure> {
        let Some(width) = output.width() else {
            return rows.iter().try_for_each(|row| output.line(row.join("\t")));
        };
        for row in &rows {
            for (width, field) in self.widths.iter_mut().zip(row) {
                *width = (*width).max(field.chars().count());
            }
        }
        if !self.has_header && !rows.is_empty() {
            self.has_header = true;
            output.line(format!("{TITLE}{}{TITLE:#}", self.line(&self.header.map(str::to_owned), width).concat()))?;
        }
        rows.iter().try_for_each(|row| {
            let [name, rest, last] = self.line(row, width);
            output.line(format!("{NAME}{name}{NAME:#}{FAINT}{rest}{FAINT:#}{last}"))
        })
    }

    /// The first field, those in the middle, and the last.
    fn line(&self, row: &[String; COLUMNS], width: usize) -> [String; 3] {
        let last = COLUMNS - 1;
        let padded = |index: usize| format!("{:<width$}  ", row[index], width = self.widths[index]);
        let taken: usize = self.widths[..last].iter().map(|width| width + 2).sum();
        let left = width.saturating_sub(taken).max(LEAST_LAST_WIDTH);
        [padded(0), (1..last).map(padded).collect(), fit(&row[last], left)]
    }
}

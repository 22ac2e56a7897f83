//! A list of resources: a table on a terminal, fields between tabs for programs.

use charter_types::{Resource, Timestamp};

use super::{
    Output,
    style::{FAINT, NAME, TITLE},
    text::{age, fit, printable},
};
use crate::failure::Failure;

/// Prints pages of a list as they come; the table's columns grow with them and never shrink.
#[derive(Debug)]
pub struct ResourceList {
    now: Timestamp,
    widths: [usize; 4],
    has_header: bool,
}

/// Values get what is left of a line, and not less than this.
const LEAST_VALUE_WIDTH: usize = 20;

impl ResourceList {
    /// A list as of `now`, which ages count to.
    pub fn new(now: Timestamp) -> Self {
        Self { now, widths: HEADER.map(str::len), has_header: false }
    }

    /// # Errors
    /// When the page cannot be printed.
    pub fn print(&mut self, page: &[Resource], output: &mut Output) -> Result<(), Failure> {
        match output.width() {
            Some(width) => self.print_table(page, output, width),
            None => page.iter().try_for_each(|resource| output.line(tab_separated(resource))),
        }
    }

    fn print_table(&mut self, page: &[Resource], output: &mut Output, width: usize) -> Result<(), Failure> {
        let rows: Vec<_> = page.iter().map(|resource| (self.cells(resource), resource.value.to_string())).collect();
        for (cells, _) in &rows {
            for (width, cell) in self.widths.iter_mut().zip(cells) {
                *width = (*width).max(cell.len());
            }
        }
        let value_width = width.saturating_sub(self.widths.iter().map(|width| width + 2).sum()).max(LEAST_VALUE_WIDTH);
        if !self.has_header && !rows.is_empty() {
            self.has_header = true;
            output.line(format!("{TITLE}{}VALUE{TITLE:#}", self.pad(&HEADER.map(str::to_owned))))?;
        }
        for (cells, value) in rows {
            let line = self.pad(&cells);
            let (key, rest) = line.split_at(self.widths[0]);
            let value = fit(&printable(&value), value_width);
            output.line(format!("{NAME}{key}{NAME:#}{FAINT}{rest}{FAINT:#}{value}"))?;
        }
        Ok(())
    }

    fn cells(&self, resource: &Resource) -> [String; 4] {
        [
            resource.key.to_string(),
            resource.rev.to_string(),
            format!("{} ago", age(self.now, resource.updated_at)),
            resource.updated_by.to_string(),
        ]
    }

    fn pad(&self, cells: &[String; 4]) -> String {
        cells.iter().zip(self.widths).map(|(cell, width)| format!("{cell:<width$}  ")).collect()
    }
}

const HEADER: [&str; 4] = ["KEY", "REV", "UPDATED", "BY"];

/// JSON has no tabs of its own: each field is whole.
fn tab_separated(resource: &Resource) -> String {
    let Resource { key, rev, updated_at, updated_by, value, .. } = resource;
    format!("{key}\t{rev}\t{updated_at}\t{updated_by}\t{value}")
}

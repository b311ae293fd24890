//! Rows as a workbook for Excel and LibreOffice, written as they come: memory does not grow with them.

use std::fs::File;
use std::io::{self, Seek, Write};

use rust_xlsxwriter::{ColNum, Format, RowNum, Workbook, XlsxError};
use serde::Serialize;
use serde_json::Value;

/// Rows that fit on one sheet, its head included (the file format's own limit).
const SHEET_ROWS_MAX: RowNum = 1_048_576;

/// A workbook under way. When one sheet is full the next one begins, with the same head.
pub struct Sheets {
    workbook: Workbook,
    columns: Vec<&'static str>,
    sheet_rows_max: RowNum,
    /// The row of the last sheet that comes next; none before the first sheet.
    next_row: Option<RowNum>,
}

impl Sheets {
    /// An empty workbook with these columns: names of the rows' fields, in the order in which they are shown.
    pub fn new(columns: &[&'static str]) -> Self {
        Self { workbook: Workbook::new(), columns: columns.to_vec(), sheet_rows_max: SHEET_ROWS_MAX, next_row: None }
    }

    /// Adds a row. Numbers stay numbers; a text stays a text, also when it begins like a formula.
    pub fn write(&mut self, row: &impl Serialize) -> Result<(), SheetError> {
        let Value::Object(fields) = serde_json::to_value(row)? else { return Err(SheetError::NoRow) };
        let at = match self.next_row {
            Some(at) if at < self.sheet_rows_max => at,
            _ => self.begin_sheet()?,
        };
        let last = self.workbook.worksheets().len() - 1;
        let sheet = self.workbook.worksheet_from_index(last)?;
        for (column, name) in (0..).zip(&self.columns) {
            match fields.get(*name) {
                Some(Value::String(text)) => sheet.write_string(at, column, text)?,
                Some(Value::Bool(truth)) => sheet.write_boolean(at, column, *truth)?,
                Some(Value::Number(number)) => sheet.write_number(at, column, number.as_f64().unwrap_or_default())?,
                _ => continue,
            };
        }
        self.next_row = Some(at + 1);
        Ok(())
    }

    fn begin_sheet(&mut self) -> Result<RowNum, XlsxError> {
        let bold = Format::new().set_bold();
        let sheet = self.workbook.add_worksheet_with_constant_memory()?;
        for (column, name) in (0 as ColNum..).zip(&self.columns) {
            sheet.write_string_with_format(0, column, *name, &bold)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        Ok(1)
    }

    /// Writes the workbook. One without rows has its head all the same.
    pub fn finish(self, mut into: impl Write) -> Result<(), SheetError> {
        io::copy(&mut self.into_file()?, &mut into)?;
        Ok(into.flush()?)
    }

    /// The workbook as a file without a name, at its beginning: it is gone as soon as nobody has it open.
    pub fn into_file(mut self) -> Result<File, SheetError> {
        if self.next_row.is_none() {
            self.begin_sheet()?;
        }
        // The format ends with a table of places in it, so it is put together where one can go back.
        let mut file = tempfile::tempfile()?;
        self.workbook.save_to_writer(&mut file)?;
        file.rewind()?;
        Ok(file)
    }
}

/// Why a workbook could not be written.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// The library refused a value, or its own files.
    #[error(transparent)]
    Workbook(#[from] XlsxError),
    /// A row could not be taken apart.
    #[error(transparent)]
    Row(#[from] serde_json::Error),
    /// The row has no fields.
    #[error("a row has named fields")]
    NoRow,
    /// The disk failed.
    #[error(transparent)]
    Disk(#[from] io::Error),
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use super::*;

    #[derive(Serialize)]
    struct Row {
        title: &'static str,
        minutes: Option<i64>,
        is_public: bool,
    }

    const COLUMNS: &[&str] = &["title", "minutes", "is_public"];

    fn sheet(bytes: &[u8], n: usize) -> String {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        let mut sheet = archive.by_name(&format!("xl/worksheets/sheet{n}.xml")).unwrap();
        sheet.read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn texts_stay_texts_numbers_numbers_and_a_full_sheet_is_followed_by_another() {
        let mut sheets = Sheets { sheet_rows_max: 3, ..Sheets::new(COLUMNS) };
        for title in ["=1+1", "Lampu mati", "Air keruh"] {
            sheets.write(&Row { title, minutes: Some(450), is_public: true }).unwrap();
        }
        let mut bytes = Vec::new();
        sheets.finish(&mut bytes).unwrap();
        let (first, second) = (sheet(&bytes, 1), sheet(&bytes, 2));
        assert!(first.contains("=1+1") && !first.contains("<f>"), "{first}");
        assert!(
            first.contains("<v>450</v>") && first.contains("Lampu mati") && !first.contains("Air keruh"),
            "{first}"
        );
        assert!(second.contains("Air keruh") && second.contains("is_public"), "{second}");
    }

    #[test]
    fn an_export_of_nothing_has_its_head() {
        let mut bytes = Vec::new();
        Sheets::new(COLUMNS).finish(&mut bytes).unwrap();
        assert!(sheet(&bytes, 1).contains("minutes"));
    }
}

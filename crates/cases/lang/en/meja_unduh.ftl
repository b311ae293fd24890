# Taking a list of the desk along as a file.

meja-download = Download this list
meja-download-what = It holds the whole list with its filter, one report a line: number, title, place, who is responsible, and the dates. Names of reporters, contacts and the text of reports are not in it.
meja-download-xlsx = Workbook for Excel or LibreOffice (XLSX)
meja-download-csv = Text table (CSV)
meja-download-jsonl = One JSON a line (JSONL), for other programs
meja-download-care = Titles are citizens' words and may hold something personal. Keep the file as you would an official letter.

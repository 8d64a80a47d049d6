"""Tables in spreadsheets: XLSX, XLSB, XLS, ODS."""

"""Writes the lists of a plan (see make.ts) with programs that are not the product: openpyxl, LibreOffice, plain text."""

import csv
import datetime
import html
import io
import json
import pathlib
import subprocess
import sys

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

plan_file, target, work = (pathlib.Path(each) for each in sys.argv[1:4])
THIN = Side(style="thin")


def value_of(put):
    if isinstance(put, dict):
        if "date" in put:
            return datetime.date.fromisoformat(put["date"])
        return put.get("formula") or put.get("error")
    return put


def write_openpyxl(plan, path):
    book = Workbook()
    book.remove(book.active)
    for sheet in plan["sheets"]:
        page = book.create_sheet(sheet["name"])
        for r, row in enumerate(sheet["rows"], start=1):
            for c, put in enumerate(row, start=1):
                if put is None:
                    continue
                cell = page.cell(row=r, column=c)
                cell.value = value_of(put)
                if isinstance(put, dict) and "error" in put:
                    cell.data_type = "e"
                elif isinstance(put, str) and put.startswith("="):
                    # Typed as text by somebody, not as a formula.
                    cell.data_type = "s"
                if isinstance(put, dict) and "date" in put:
                    cell.number_format = "yyyy/m/d"
                if isinstance(put, str):
                    cell.number_format = "@"
                cell.font = Font(name="宋体", size=11)
                cell.border = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
                cell.alignment = Alignment(vertical="center")
        for top, left, bottom, right in sheet["merges"]:
            page.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
        for c in range(1, page.max_column + 1):
            page.column_dimensions[get_column_letter(c)].width = 14
        if sheet.get("hidden"):
            page.sheet_state = "hidden"
    # A fixed time, so that the same plan gives the same bytes as far as the program allows.
    book.properties.created = book.properties.modified = datetime.datetime(2022, 10, 31)
    book.properties.creator = "samples"
    book.save(path)


def convert(source, to, name):
    """LibreOffice ends with 0 even when it wrote nothing, so the file is looked for."""
    out = work / "out"
    out.mkdir(exist_ok=True)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to", to, "--outdir", str(out), str(source)],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    written = out / f"{source.stem}.{to.split(':')[0]}"
    if not written.exists():
        raise SystemExit(f"LibreOffice wrote no {written.name}")
    written.rename(name)


def table(plan):
    return [["" if put is None else str(value_of(put)) for put in row] for row in plan["sheets"][0]["rows"]]


def as_csv(rows, delimiter=","):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def as_html(rows):
    lines = ["<html><head><meta http-equiv='Content-Type' content='text/html; charset=gbk'></head><body><table border=1>"]
    for row in rows:
        filled = [each for each in row if each]
        if len(filled) == 1 and row[0]:
            lines.append(f"<tr><td colspan={len(row)}>{html.escape(row[0])}</td></tr>")
            continue
        cells = "".join(f"<td style=\"vnd.ms-excel.numberformat:@\">{html.escape(each)}</td>" for each in row)
        lines.append(f"<tr>{cells}</tr>")
    lines.append("</table></body></html>")
    return "\n".join(lines)


for number, plan in enumerate(json.loads(plan_file.read_text("utf-8"))):
    program = plan["program"]
    path = target / plan["file"]
    source = work / f"list{number}.xlsx"
    if program == "openpyxl":
        write_openpyxl(plan, path)
    elif program == "csv-gbk":
        path.write_bytes(as_csv(table(plan)).encode("gbk"))
    elif program == "csv-utf8-bom":
        path.write_bytes(as_csv(table(plan)).encode("utf-8-sig"))
    elif program == "tsv-utf16":
        path.write_bytes(as_csv(table(plan), "\t").encode("utf-16"))
    elif program == "html-gbk":
        path.write_bytes(as_html(table(plan)).encode("gbk"))
    else:
        write_openpyxl(plan, source)
        if program == "libreoffice-xls":
            convert(source, "xls:MS Excel 97", path)
        elif program == "libreoffice-ods":
            convert(source, "ods", path)
        elif program == "libreoffice-ods-xls":
            convert(source, "ods", work / f"list{number}.ods")
            convert(work / f"list{number}.ods", "xls:MS Excel 97", path)
        elif program == "libreoffice-xlsx":
            convert(source, "xlsx:Calc MS Excel 2007 XML", path)
        elif program == "libreoffice-csv-gbk":
            # 44 comma, 34 quotation mark, 85 = GB 18030 in LibreOffice's list of encodings, first line 1.
            convert(source, "csv:Text - txt - csv (StarCalc):44,34,85,1", path)
        else:
            raise SystemExit(f"unknown program {program}")
    print(f"{plan['file']}: {path.stat().st_size} bytes by {program}")

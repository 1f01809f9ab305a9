"""Whether a PDF has the pages and the tags that it should have; if not, says so and exits 1.

python benchmarks/finished.py PAGES tagged|any FILE.pdf...
"""

import sys

import pikepdf

pages, tags, *files = sys.argv[1:]
for file in files:
    with pikepdf.open(file) as pdf:
        if len(pdf.pages) != int(pages):
            sys.exit(f"{len(pdf.pages)} pages where {pages} should be")
        if tags == "tagged" and "/StructTreeRoot" not in pdf.Root:
            sys.exit("it is not tagged")

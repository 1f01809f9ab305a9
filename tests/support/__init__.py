"""What several tests share: readers of PDFs, a print lab, broken content; no test stands here."""

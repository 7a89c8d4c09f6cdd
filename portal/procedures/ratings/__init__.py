"""Was it any use: three grades for a procedure at a unit, kept as totals."""

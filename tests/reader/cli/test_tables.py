from reader.cli.tables import table


def test_columns_are_as_wide_as_their_widest_cell() -> None:
    assert list(table([("ID", "NAME"), ("espeak", "Bắc"), ("g", "")])) == [
        "ID      NAME",
        "espeak  Bắc",
        "g",
    ]


def test_a_mark_that_combines_takes_no_column() -> None:
    composed, decomposed = table([("Bắc", "x"), ("Ba\u0306\u0301c", "x")])
    assert composed.index("x") == 5
    assert decomposed.endswith("  x")
    assert len(decomposed) == len(composed) + 2

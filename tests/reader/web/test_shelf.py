from reader.web.shelf import Shelf


def test_what_was_made_is_not_made_again():
    shelf = Shelf()
    assert shelf.get("a", lambda: b"1") == b"1"
    assert shelf.get("a", lambda: b"2") == b"1"


def test_what_was_asked_for_longest_ago_goes_first():
    shelf = Shelf(room=25)
    for name in ("a", "b", "a", "c"):
        shelf.get(name, lambda: bytes(10))
    assert shelf.get("a", lambda: b"anew") == bytes(10)
    assert shelf.get("b", lambda: b"anew") == b"anew"


def test_what_is_larger_than_the_shelf_is_given_and_not_kept():
    shelf = Shelf(room=5)
    assert shelf.get("a", lambda: bytes(10)) == bytes(10)
    assert shelf.get("a", lambda: b"anew") == b"anew"

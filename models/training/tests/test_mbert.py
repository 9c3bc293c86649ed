from triage_training.mbert import read_block, read_message, read_varint


def test_a_varint_is_read_with_the_place_after_it():
    assert read_varint(bytes([0xAC, 0x02, 0xFF]), 0) == (300, 2)


def test_keys_of_a_block_share_prefixes():
    block = bytes([0, 3, 1]) + b"abcX" + bytes([2, 1, 2]) + b"dYZ" + (0).to_bytes(4, "little") + (1).to_bytes(4, "little")
    assert list(read_block(block)) == [(b"abc", b"X"), (b"abd", b"YZ")]


def test_fields_that_are_not_numbers_are_skipped():
    assert read_message(bytes([0x08, 0x05, 0x12, 0x02, 1, 2, 0x28, 0x07])) == {1: 5, 5: 7}

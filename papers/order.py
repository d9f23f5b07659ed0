"""The order of a list that people arrange by hand, such that a move changes the moved row alone.

A position is any number, and what a row is called by, "number 18 of the list", is counted from the order. A row that
is moved between 17 and 18 gets 17.5: the simplest number there, so that one that is moved away and back has its old
number again. Floating-point numbers have room for fifty moves into one gap; only then is the list numbered anew.
"""

import math

from django.db import transaction

# 2 to the power of -60 is finer than what a float holds beside 1.
HALVINGS = 60


def between(before, after):
    """The simplest number between two, None where there is none; either may be None, for an end of the list.

    >>> between(17, 18), between(None, 1), between(18, None), between(None, None)
    (17.5, 0.0, 19.0, 1.0)
    """
    if before is None:
        before, after = (0, 2) if after is None else (math.ceil(after) - 2, after)
    elif after is None:
        after = math.floor(before) + 2
    for step in (0.5**halving for halving in range(HALVINGS)):
        number = (math.floor(before / step) + 1) * step
        if before < number < after:
            return number
    return None


@transaction.atomic
def move(row, where):
    """Moves a row to where `where(keys, at)` says: the index that it shall have, given the keys of all rows in their
    order and its own index now. What is beyond an end is that end. Returns its places before and after, from 1 on.

    The list is locked meanwhile, always in one order, so that of two people the second moves within what the first
    left behind. Raises DoesNotExist where the row, or one that `where` asks for, is gone.
    """
    model = type(row)
    locked = model._base_manager.select_for_update(no_key=True).order_by("pk").values_list("position", "pk")
    rows = sorted(locked)
    keys = [pk for _, pk in rows]
    if row.pk not in keys:
        raise model.DoesNotExist
    at = keys.index(row.pk)
    row.position, _ = rows.pop(at)
    index = min(max(where(keys, at), 0), len(rows))
    if index != at:
        before = rows[index - 1][0] if index else None
        after = rows[index][0] if index < len(rows) else None
        row.position = between(before, after)
        if row.position is None:
            rows.insert(index, (None, row.pk))
            number_anew(model, [pk for _, pk in rows])
            row.position = index + 1
        else:
            row.save(update_fields=["position"])
    row.place = index + 1
    return at + 1, index + 1


def number_anew(model, keys):
    rows = [model(pk=pk, position=number) for number, pk in enumerate(keys, start=1)]
    model._base_manager.bulk_update(rows, ["position"])

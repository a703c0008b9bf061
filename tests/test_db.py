"""What a page writes down beside being read is left out where the disk is full; anything else is still said."""

import errno

import pytest
from pysqlite3.dbapi2 import OperationalError as Full
from sqlalchemy.exc import OperationalError

from checklist.db import if_room


@pytest.mark.parametrize(
    "problem",
    [
        OSError(errno.ENOSPC, "no space"),
        OSError(errno.EDQUOT, "quota"),
        OperationalError("UPDATE", {}, Full("database or disk is full")),
    ],
)
def test_a_full_disk_is_passed_over(problem):
    with if_room():
        raise problem


@pytest.mark.parametrize(
    "problem", [OSError(errno.EIO, "broken"), OperationalError("UPDATE", {}, Full("database is locked")), ValueError()]
)
def test_nothing_else_is(problem):
    with pytest.raises(type(problem)), if_room():
        raise problem

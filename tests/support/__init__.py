"""What tests share: the program as they run it, and what they make for it to read."""

import pytest

pytest.register_assert_rewrite("support.program", "support.every_report")  # what fails in these is said in full

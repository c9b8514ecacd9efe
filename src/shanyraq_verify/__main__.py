"""``python -m shanyraq_verify``, and the zip file that runs anywhere."""

import sys

from shanyraq_verify.command import main

sys.exit(main())

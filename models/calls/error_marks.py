"""What servers call an error in its code, type or kind, by what it means."""

import re

TOO_LONG = re.compile(
    r"context_?(?:length|window|size)_?exceed|exceed_?context|prompt_?too_?long|input_?too_?long"
    r"|contextwindowexceeded|string_above_max_length|request_too_large|tokens_?limit_?exceed"
)
CREDIT = re.compile(
    r"insufficient_(?:quota|balance|credit|funds|user_quota)|billing|payment|credit|balance"
    r"|exceeded_current_quota|quota_exhausted|usage[_-]exhausted|arrearage|overdue"
    r"|budget_?exceeded|set_?limit_?exceeded"
)
KEY = re.compile(
    r"invalid_?api_?key|authentication|unauthenticated|api_key_invalid|unauthorized|invalid_token"
    r"|api_key_expired|account_deactivated|no_auth"
)
NO_MODEL = re.compile(r"\bmodel_?not_?(?:found|available)|deployment_?not_?found")
BUSY = re.compile(
    r"overloaded|rate_?limit|resource_exhausted|too_many_requests|throttl|unavailable|server_busy"
    r"|engine_overloaded|capacity"
)
BROKEN = re.compile(r"server_error|internal|api_error|timeout|upstream|bad_gateway")

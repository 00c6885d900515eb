"""What servers say of a failed call in English, by what it means."""

import re

TOO_LONG = re.compile(
    r"context[ _-]?(?:length|window|size|limit|overflow|shift)|max_?(?:model|seq|prompt|input)_?len"
    r"|max(?:imum)? ?(?:\w{1,12} ){0,3}length|tokens? long\b|must be at least 1, got -\d"
    r"|max(?:imum)? tokens of \d+ exceed"
    r"|(?:prompt|input|inputs|request|messages?|conversation|query|text|tokens?)`?"
    r"[ \w()`'.,:-]{0,60}?"
    r"(?:too (?:long|large|many|big)|exceed|(?:longer|larger|greater|more) than|over the)"
    r"|too many (?:input |prompt |total )?(?:tokens|text bytes)|n_keep|n_ctx"
    r"|(?:reduce|shorten) (?:the|your) (?:length|prompt|input|message)"
    r"|must have less than \d+ tokens|token (?:limit|count)|shorter (?:input|prompt)"
    r"|input or output tokens must be reduced|size of the (?:input|prompt)"
    r"|input length (?:should|must)|`inputs` tokens \+"
    r"|(?:not|n't) fit",
    re.IGNORECASE,
)
REPLY_TOO_LONG = re.compile(
    r"\bmax(?:imum)?[ _-]?(?:completion|output|new)?[ _]?tokens\b(?! of \d).{0,60}?"
    r"(?:too (?:large|high|big)|must be (?!at least)|should be|at most|less (?:than|or)|exceed"
    r"|out of range|between|expected|cannot be (?:more|larger|higher|over|above)|\d ?\.\. ?\d"
    r"|greater|maximum|invalid|supports|(?:valid|supported) range|range of|> ?\d)"
    r"|invalid max_\w{0,12}tokens|num_predict",
    re.IGNORECASE | re.DOTALL,
)
WITH_THE_PROMPT = re.compile(
    r"\b(?:inputs?|prompt|messages)\b[`'\"]?(?: (?:tokens|length))? ?(?:\+|and|plus) (?!try)"
    r"|\d+ (?:input|prompt) tokens",
    re.IGNORECASE,
)
OF_CONTEXT = re.compile(r"context[ _-]?(?:length|window)", re.IGNORECASE)
OF_TOKENS = re.compile(
    r"token|トークン|토큰|токен|令牌|词元|字符|文字|\b(?:characters|chars)\b|conte[xk]t|kontext"
    r"|контекст|上下文|コンテキスト|컨텍스트",
    re.IGNORECASE,
)
REQUEST_OVER_RATE = re.compile(
    r"request too large for .{0,120}per (?:min|day)|requested? (?:is )?too large for .{0,80}limit",
    re.IGNORECASE | re.DOTALL,
)
REFUSED = re.compile(
    r"content[ _-]?(?:filter|management|policy|moderation)|content_policy|responsible ?ai"
    r"|safety (?:system|filter|setting|reasons|check|polic|guideline|violation|concern)"
    r"|prohibited[ _]content|inappropriate content|data_?inspection"
    r"|filtr\w+ .{0,12}conten|conten\w+[ _].{0,12}filtr|inhaltsfilter|flagged|moderation"
    r"|usage (?:guidelines|polic)"
    r"|guardrail|violat\w+ .{0,40}(?:polic|guideline|terms)|new_sensitive"
    r"|sensitive[ _]?(?:content|information|words?|data|text)|(?:prompt|input|content|text) is"
    r" (?:\w+ )?(?:sensitive|inappropriate|unsafe|harmful)|censor|model armor|blocked by"
    r"|(?:blocked|rejected|filtered) (?:(?:the|this|your) )?(?:input|prompt|text|content)"
    r"|(?:prompt|response|input|output|outputted|content)(?: \w+){0,3} (?:is|was|been)? ?"
    r"(?:blocked|rejected|stopped|denied|filtered)"
    r"|prompt blocked|response blocked|harmful|toxic|profanity(?!_)|image_safety|unsafe[ _]"
    r"|content exists risk|high risk|policy ?violation|(?<!schema)_violation|illegal[ _](?:content"
    r"|prompt)|\bethic\w*|guard\w* violation|(?:request|message) blocked"
    r"|disallowed[ _]content",
    re.IGNORECASE,
)
CREDIT = re.compile(
    r"insufficient (?:account )?(?:balance|credit|fund|quota)|credit balance|out of credits?"
    r"|(?:any|no|more|enough|remaining|purchase|buy|add|of) credits?\b"
    r"(?! (?:\w+ ){0,2}(?:charged|used|deducted|consumed|spent))|payment required"
    r"|billing (?:hard )?limit|account is not active|check your plan and billing|overdue"
    r"|exceeded your (?:current|monthly) (?:quota|spend)|spend(?:ing)? limit|arrears|unpaid"
    r"|(?:exceeded|over) (?:\w+ )?budget|budget (?:has been |was )?exceeded"
    r"|non-?payment|payment method|billing period|\btop[- ]?up\b|wallet"
    r"|(?:run|ran) out of (?:tokens|credits?|quota)",
    re.IGNORECASE,
)
USED_UP = re.compile(
    r"usage limit|regain access|(?:key|budget|spend\w*|cost|plan) limit|spending cap"
    r"|(?:quota|allowance|allocation|budget|credits?|plan|subscription|trial|free tier|package)\b"
    r"(?: \w+){0,4} (?:exhausted|used up|depleted|exceeded|reached|expired|ended|run out)"
    r"|(?:exhausted|used up|depleted|exceeded|reached) (?:\w+ ){0,4}(?:quota|allowance|budget"
    r"|credits?|plan|free tier)|额度|配额",
    re.IGNORECASE,
)
"""What is said of an account by servers that do not call it a matter of too many requests."""
PAID_ONLY = re.compile(
    r"(?:extra|additional|paid) usage (?:is )?required|requires? an? (?:paid|upgrade|subscription)",
    re.IGNORECASE,
)
THROTTLED = re.compile(r"throttl|rate exceeded|too many requests|please wait", re.IGNORECASE)
RATE = re.compile(
    r"throttl|rate[ _-]?limit|concurren|per[ _-]?(?:min|sec)|slow down|too many requests|retry"
    r"|again (?:later|in)|later\b|稍后|稍後",
    re.IGNORECASE,
)
"""What is said of calls that come too fast, also by those who call that a quota: who lacks credit
is not told to come again."""
KEY = re.compile(
    r"(?:api|access|auth\w*|secret)[ _-]?(?:key|token)|authenticat|bearer|credentials"
    r"|unauthori[sz]ed|\bkey\b",
    re.IGNORECASE,
)
NO_MODEL = re.compile(
    r"model_?not_?(?:found|available)|unable to access model"
    r"|\bmodels?\b.{0,120}?(?:not (?:be )?found|does not exist|doesn't exist|not exist|no such"
    r"|not available|unknown|not a valid|is(?: not|n['’]t) supported|not loaded|decommissioned"
    r"|deprecated|no longer)|\b(?:no such|unknown|invalid|unsupported|no|different|another) model"
    r"|no endpoints found|deploymentnotfound|deployment .{0,60}(?:does not exist|not found)",
    re.IGNORECASE | re.DOTALL,
)
SYSTEM_ROLE = re.compile(
    r"(?:system|developer)['\"`]? ?(?:role|message|instruction|prompt)s?.{0,60}"
    r"(?:not|un|disabled|invalid)|(?:not|n't|un)\w* .{0,30}['\"`]?(?:system|developer)['\"`]? ?"
    r"(?:role|message|prompt|with|$)"
    r"|roles? must alternate|only (?:user|'user'|\"user\")[ \w'\",/]{0,20}assistant"
    r"|unexpected role|valid role|role ['\"`]?system|messages\[0\]\.role"
    r"|['\"`](?:system|developer)['\"`] is (?:not|no|an? (?:unknown|invalid))",
    re.IGNORECASE,
)
NEVER = re.compile(r"\blimit[\"']?(?: of|[:=])? ?0\b(?![.,]?\d)", re.IGNORECASE)
"""A rate of nothing: what an account has no part in is not answered after any wait."""
LASTING = re.compile(
    r"per \d{4,} ?s\b|(?:per|an?|the|this|/)[ _-]?(?:hour|day|week|month)\b|perday|permonth"
    r"|\b(?:hourly|daily|weekly|monthly)\b|\d hours?\b|usage limit|\b(?:TPD|RPD)\b",
    re.IGNORECASE,
)
"""A rate that is counted by hours or days: waiting for minutes does not help."""

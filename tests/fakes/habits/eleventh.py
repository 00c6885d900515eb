"""An eleventh set of habits of model servers: other members of the kinds that fell short in the
tenth, and of what servers say in other languages; written down, and tried once before any change.
"""

from collections.abc import Callable
from typing import Any

from tests.fakes.habits.vocabulary import *

NTH = "eleventh"


def _cut() -> list[Habit]:
    return [
        left("in Mongolian script", "ᠭᠦᠦᠷ 1932 ᠣᠨ ᠳᠤ ᠨᠡᠭᠡᠭᠳᠡᠪᠡ [1]᠃ ᠲᠡᠷᠡ ᠪᠦᠬᠦ", "ᠭᠦᠦᠷ 1932 ᠣᠨ ᠳᠤ ᠨᠡᠭᠡᠭᠳᠡᠪᠡ [1]᠃"),
        left("in Santali", "ᱯᱩᱞ 1932 ᱨᱮ ᱡᱷᱤᱡ ᱞᱮᱱᱟ [1]᱾ ᱱᱚᱣᱟ ᱫᱚ", "ᱯᱩᱞ 1932 ᱨᱮ ᱡᱷᱤᱡ ᱞᱮᱱᱟ [1]᱾"),
        left("in Meetei", "ꯊꯣꯡ 1932 ꯗ ꯍꯥꯡꯗꯣꯀꯈꯤ [1]꯫ ꯃꯁꯤ", "ꯊꯣꯡ 1932 ꯗ ꯍꯥꯡꯗꯣꯀꯈꯤ [1]꯫"),
        left("in Tibetan, two shads", "ཟམ་པ་ ༡༩༣༢ ལོར་ཕྱེས་པ་རེད༎ [1] འདི་མི", "ཟམ་པ་ ༡༩༣༢ ལོར་ཕྱེས་པ་རེད༎ [1]"),
        left("in Georgian", "ხიდი 1932 წელს გაიხსნა [1]. ის ყველასთვის ღია", "ხიდი 1932 წელს გაიხსნა [1]."),
        left("behind a colon and an ellipsis", "Opened: 1932 [1]. Then it stood… [2] It is op", "Opened: 1932 [1]."),
    ]  # fmt: skip


def _parameters() -> list[Habit]:
    def most(seller: str, status: int, body: Any, limit: int = 4096) -> Habit:
        return refused_parameter(
            seller,
            f"most tokens, {NTH}",
            at_most(limit),
            status,
            body,
            options=("max_tokens=16384",),
        )

    def warm(seller: str, status: int, body: Any, **more: Any) -> Habit:
        return refused_parameter(
            seller, f"temperature, {NTH}", without("temperature"), status, body, **more
        )

    def no_system(seller: str, status: int, body: Any, **more: Any) -> Habit:
        return refused_parameter(seller, f"system, {NTH}", system_free, status, body, **more)

    def unstreamed(seller: str, status: int, body: Any) -> Habit:
        return refused_parameter(seller, f"no stream, {NTH}", whole, status, body)

    return [
        most("Ark", 400, error("The parameter `max_tokens` specified in the request is not valid: integer above maximum value, expected a value <= 4096, but got 16384 instead.", code="InvalidParameter", param="max_tokens")),
        most("zod", 400, {"success": False, "error": {"issues": [{"code": "too_big", "maximum": 4096, "path": ["max_tokens"], "message": "Number must be less than or equal to 4096"}], "name": "ZodError"}}),
        most("pydantic 1", 422, {"detail": [{"loc": ["body", "max_tokens"], "msg": "ensure this value is less than or equal to 4096", "type": "value_error.number.not_le", "ctx": {"limit_value": 4096}}]}),
        most("a gateway", 400, {"error": "max_tokens: 16384 is above this model's cap of 4096"}),
        most("a server", 400, {"detail": "the requested completion length of 16384 tokens is beyond what this model can write (4096)"}),
        most("Yandex", 400, {"error": {"message": "maxTokens value is invalid, got: 16384, should be in the interval (0; 4096]"}}),
        warm("zod", 400, {"error": {"issues": [{"code": "unrecognized_keys", "keys": ["temperature"], "path": [], "message": "Unrecognized key(s) in object: 'temperature'"}]}}),
        warm("JSON Schema", 400, error("Additional properties are not allowed ('temperature' was unexpected)")),
        warm("an interval", 422, {"message": "temperature 0 is not in (0, 2]"}),
        warm("prose", 400, error("Sampling with a temperature is switched off for m.")),
        warm("Anthropic", 400, claude("invalid_request_error", "temperature: this model only runs at its default of 1"), model=CLAUDE),
        no_system("first message", 400, error("The first message must come from the user")),
        no_system("position", 400, {"detail": "expected role 'user' at position 0, found 'system'"}),
        no_system("prompts", 400, invalid("System prompts are unavailable for m", "messages")),
        no_system("a template", 500, {"error": "chat template error: System role not supported"}),
        no_system("Gemini", 400, google(400, "System instruction is not supported for this model", "INVALID_ARGUMENT"), model=GEMINI),
        unstreamed("administrator", 400, {"error": "stream=true is not allowed for this deployment"}),
        unstreamed("a batch server", 422, {"detail": "This endpoint does not support server-sent events"}),
        refused_parameter("any", f"only streams, {NTH}", lambda it: it.stream, 400, error("This model only answers as a stream: set stream to true")),
    ]  # fmt: skip


def _thoughts() -> list[Habit]:
    return [
        thought("any", "blank in the end", f"{THOUGHT}</ think>\n{GOOD}"),
        thought("any", "escaped slash", f"<think>{THOUGHT}<\\/think>{GOOD}"),
        thought("DeepSeek", "end of thinking", f"{THOUGHT}<｜end▁of▁thinking｜>{GOOD}"),
        thought("any", "line break in the end", f"<think>{THOUGHT}</think\n>{GOOD}"),
        thought("any", "two empty pairs", f"<think>\n\n</think>\n\n<think>\n</think>\n{GOOD}"),
        thought("T5", "extra ids", f"<extra_id_0> {GOOD}<extra_id_1>"),
        thought("Llama", "reserved tokens", GOOD.replace(" is open", "<|reserved_special_token_12|> is open")),
        thought("any", "pads", f"<pad><pad>{GOOD}<pad>"),
        thought("any", "PADs between", GOOD.replace(" It is", "[PAD][PAD] It is")),
        thought("MLX", "bytes of a tokenizer", GOOD.replace(" ", "Ġ")),
        thought("llama.cpp", "pieces of a tokenizer", "▁" + GOOD.replace(" ", "▁")),
        thought("gpt-oss", "final on a line", f"final\n\n{GOOD}"),
        thought("Llama", "assistant on a line", f"assistant\n\n{GOOD}"),
        thought("gpt-oss", "two names joined", f"assistantfinal{GOOD}"),
        thought("any", "a speaker", f"Assistant: {GOOD}"),
        thought("Gemma", "model on a line behind a turn", f"<start_of_turn>model\n{GOOD}<end_of_turn>"),
    ]  # fmt: skip


def _errors() -> list[Habit]:
    def end(seller: str, status: int, body: Any, said: str, **more: Any) -> Habit:
        return ends("rate or credit", seller, f"account, {NTH}", status, body, said, **more)

    def pass_(seller: str, status: int, body: Any, **more: Any) -> Habit:
        return passes("rate or credit", seller, f"passes, {NTH}", status, body, **more)

    return [
        end("new-api", 403, error("用户额度不足, 剩余额度: ＄0.000000", type="new_api_error"), "额度不足"),
        end("DashScope", 403, error("The free tier of the model has been exhausted. If you wish to continue access the model on a paid basis, please disable the 'use free tier only' mode.", code="AllocationQuota.FreeTierOnly"), "free tier"),
        end("LiteLLM", 400, error("Budget has been exceeded! Current cost: 10.2, Max budget: 10.0", type="budget_exceeded", code="400"), "Budget"),
        end("a trial", 400, {"error": "Your trial has expired. Choose a plan to go on."}, "trial"),
        end("tokens of a month", 400, {"message": "You have run out of tokens for this billing period."}, "run out of tokens"),
        end("Vertex", 403, google(403, "This API method requires billing to be enabled. Please enable billing on project #1 then retry.", "PERMISSION_DENIED"), "billing", model=GEMINI),
        end("suspended", 400, error("Your organization is suspended for nonpayment"), "suspended"),
        end("in German", 400, error("Ihr Guthaben ist aufgebraucht."), "Guthaben"),
        end("in Russian", 400, error("Недостаточно средств на счёте"), "Недостаточно средств"),
        end("in Japanese", 400, error("残高が不足しています。チャージしてください。"), "残高"),
        end("in Spanish", 400, error("Saldo insuficiente: recargue su cuenta"), "Saldo"),
        end("OpenAI, limit 0", 429, error("Rate limit reached for m in organization org-1 on tokens per min (TPM): Limit 0, Used 0, Requested 812. Please try again in 1ms.", type="tokens", code="rate_limit_exceeded"), "Limit 0"),
        end("limit 0 in a field", 429, {"error": "Too many requests", "limit": 0, "remaining": 0}, "Too many requests", calls=12),
        end("Cohere", 429, {"message": "You are using a Trial key, which is limited to 1000 API calls / month. You can continue to use the Trial key for free or upgrade to a Production key"}, "1000 API calls / month"),
        pass_("not charged", 503, error("Provider returned an error. No credits were used for this request.")),
        pass_("in Chinese", 429, error("您的账户已达到速率限制，请您控制请求频率")),
        pass_("in Russian", 429, error("Слишком много запросов")),
        pass_("a lock", 423, {"error": "Model is being swapped in, retry shortly"}),
        pass_("too early", 425, {"error": "Too Early"}),
        pass_("a page of 529", 529, "<html><head><title>529 Site is overloaded</title></head><body></body></html>"),
        pass_("warming up", 503, "Server is warming up", Retry_After="0"),
        pass_("Ollama", 503, {"error": "server busy, please try again.  maximum pending requests exceeded"}, model=OLLAMA),
    ]  # fmt: skip


def _windows() -> list[Habit]:
    def long(seller: str, status: int, body: Any, **more: Any) -> Habit:
        return too_long(NTH, seller, status, body, long=True, **more)

    return [
        long("prose", 400, error("That is more text than this model can read at once: 9000 of 8192 tokens")),
        long("no credits", 400, error("prompt has 140000 tokens, more than the 131072 of m. No credits were used.")),
        long("in Japanese", 400, error("入力トークン数が上限(8192)を超えています")),
        long("in French", 400, error("La requête dépasse la fenêtre de contexte du modèle")),
        long("in Portuguese", 400, error("A entrada ultrapassa o limite de tokens do modelo (8192)")),
        long("in Arabic", 400, error("تجاوز الطلب الحد الأقصى لطول السياق وهو 8192")),
        long("in Korean", 400, error("입력 토큰이 최대 길이(8192)를 초과했습니다")),
        long("in Polish", 400, error("Zapytanie jest za długie: 9000 tokenów, maksimum 8192")),
        long("in German", 422, {"detail": "Die Eingabe ist zu lang für das Kontextfenster"}),
        long("in Turkish", 400, error("İstek bağlam penceresinden daha uzun: 9000 > 8192 belirteç")),
    ]  # fmt: skip


def _refused() -> list[Habit]:
    def refuse(seller: str, status: int, body: Any, **more: Any) -> Habit:
        return filtered(NTH, seller, status, body, **more)

    return [
        refuse("in Russian", 400, error("Запрос отклонён: недопустимое содержание")),
        refuse("in German", 400, error("Die Anfrage wurde wegen eines Verstoßes gegen die Inhaltsrichtlinien abgelehnt")),
        refuse("in Japanese", 400, error("不適切なコンテンツが検出されました")),
        refuse("in Korean", 400, error("부적절한 콘텐츠가 감지되었습니다")),
        refuse("in French", 400, error("Contenu bloqué par le filtre de sécurité")),
        refuse("in Spanish", 400, error("El contenido infringe nuestras políticas de uso")),
        refuse("not billed", 403, error("Your input was flagged and this request was not billed: no credits were deducted.", metadata={"reasons": ["hate"]})),
        refuse("a number", 400, {"error": {"code": "content_blocked", "message": "blocked"}}),
    ]  # fmt: skip


def _broken() -> list[Habit]:
    def pretty(text: str) -> str:
        return text.replace('data: {"id"', 'data: {\ndata: "id"')

    def behind(more: str) -> Callable[[str], str]:
        return lambda text: text + more

    return [
        odd("any", "data on two lines", rewritten(SAID, pretty)),
        odd("any", "an event behind DONE", rewritten(SAID, behind("event: done\ndata: \n\n"))),
        odd("any", "ids and retries of events", rewritten(SAID, in_stream("id: 1\nretry: 100"))),
        odd("Gemini", "DONE", rewritten(SAID, behind("data: [DONE]\n\n")), model=GEMINI),
        odd("Anthropic", "events that nobody knows", rewritten(SAID, in_stream('event: heartbeat\ndata: {"type": "heartbeat"}')), model=CLAUDE),
        Habit("empty reply", "any", "only a speaker", says("Assistant:"), NoTextError),
        Habit("empty reply", "any", "only pads", says("<pad><pad>"), NoTextError),
    ]  # fmt: skip


ELEVENTH_HABITS = [
    *_cut(),
    *_parameters(),
    *_thoughts(),
    *_errors(),
    *_windows(),
    *_refused(),
    *_broken(),
]

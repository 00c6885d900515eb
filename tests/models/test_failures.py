import json

import httpx
import pytest

from precis.models.calls.failures import Failure, Fault, read_failure
from precis.models.calls.retries import Retries


def failure(
    status: int, body: object, headers: dict[str, str] | None = None, sent: tuple[str, ...] = ()
) -> Failure:
    text = body if isinstance(body, str) else json.dumps(body)
    request = httpx.Request("POST", "http://localhost:1/v1/chat/completions")
    response = httpx.Response(status, text=text, headers=headers, request=request)
    return read_failure(httpx.HTTPStatusError(text, request=request, response=response), sent)


def message(text: str, **more: object) -> dict[str, object]:
    return {"error": {"message": text, **more}}


TOO_LONG = [
    (400, message("This model reads at most a maximum context length of 4096 tokens, but 9000 "
                  "were sent.", code="context_length_exceeded"), 4096),
    (400, message("The decoder prompt (length 9000) is longer than the maximum model length of "
                  "4096."), 4096),
    (400, message("prompt is too long: 9000 tokens > 4096 maximum"), 4096),
    (400, message("Prompt contains 9000 tokens, too large for model with 4096 maximum context "
                  "length"), 4096),
    (400, [message("The input token count (9000) exceeds the maximum number of tokens allowed "
                   "(4096).", status="INVALID_ARGUMENT")], 4096),
    (400, message("Too long.", type="exceed_context_size_error", n_ctx=4096,
                  n_prompt_tokens=9000), 4096),
    (500, {"error": "Context size has been exceeded."}, None),
    (400, {"error": "Cannot truncate prompt with n_keep (9000) >= n_ctx (4096)"}, 4096),
    (413, "", None),
    (429, message("Request too large for model m on tokens per minute (TPM): Limit 4096, "
                  "Requested 9000", code="rate_limit_exceeded", type="tokens"), 4096),
    (400, {"message": "Input is too long for requested model."}, None),
    (422, {"error": "Input validation error: `inputs` must have less than 4096 tokens. Given: "
                    "9000"}, 4096),
]  # fmt: skip

OTHERS = [
    (Fault.BUSY, 429, message("Rate limit reached on tokens per minute: Limit 12000, Used 11000, "
                              "Requested 3000. Try again in 1.5s. Upgrade at /settings/billing",
                              code="rate_limit_exceeded")),
    (Fault.BUSY, 429, [message("You exceeded your current quota, please check your plan and "
                               "billing details. Please retry in 34.5s.",
                               status="RESOURCE_EXHAUSTED")]),
    (Fault.CREDIT, 429, message("You exceeded your current quota, please check your plan and "
                                "billing details.", code="insufficient_quota")),
    (Fault.CREDIT, 402, message("Insufficient Balance")),
    (Fault.CREDIT, 403, {"code": "denied", "error": "Your team has no credits yet."}),
    (Fault.CREDIT, 400, message("Your credit balance is too low to use this API.")),
    (Fault.KEY, 401, message("Wrong.", code="invalid_api_key")),
    (Fault.KEY, 400, message("API key not valid. Please pass a valid API key.")),
    (Fault.FORBIDDEN, 403, message("Your country is not supported.")),
    (Fault.REFUSED, 400, message("Filtered by the content management policy.",
                                 code="content_filter")),
    (Fault.REFUSED, 403, message("Your input was flagged by moderation.")),
    (Fault.NO_MODEL, 404, message("The model `m` does not exist.", code="model_not_found")),
    (Fault.NO_MODEL, 404, {"error": "model 'm' not found, try pulling it first"}),
    (Fault.NO_SERVER, 404, "404 page not found"),
    (Fault.NO_SERVER, 404, "<!DOCTYPE html><html><title>Oops</title></html>"),
    (Fault.BROKEN, 500, {"error": "model requires more system memory than is available"}),
    (Fault.BUSY, 529, message("Overloaded", type="overloaded_error")),
    (Fault.SYSTEM_ROLE, 400, message("System role not supported")),
    (Fault.INVALID, 400, message("Something else is wrong.")),
]  # fmt: skip


@pytest.mark.parametrize(("status", "body", "window"), TOO_LONG)
def test_a_prompt_that_is_too_long_is_known_in_all_words(
    status: int, body: object, window: int | None
) -> None:
    found = failure(status, body)
    assert (found.fault, found.window) == (Fault.TOO_LONG, window)


@pytest.mark.parametrize(("fault", "status", "body"), OTHERS)
def test_a_failure_is_told_by_status_code_and_words(
    fault: Fault, status: int, body: object
) -> None:
    assert failure(status, body).fault is fault


@pytest.mark.parametrize("body", [{"error": "Say it."}, [{"error": {"message": "Say it."}}],
                                  {"detail": "Say it."}, {"message": {"detail": [
                                      {"msg": "Say it.", "loc": []}]}}])  # fmt: skip
def test_the_words_of_the_server_are_kept(body: object) -> None:
    assert "Say it." in failure(418, body).words


def test_a_refused_parameter_is_one_that_was_sent() -> None:
    entry = {"type": "extra_forbidden", "loc": ["body", "stream_options"], "msg": "Not permitted"}
    found = failure(422, {"message": {"detail": [entry]}}, sent=("stream_options", "temperature"))
    assert (found.fault, found.parameters) == (Fault.PARAMETER, ("stream_options",))
    assert failure(422, {"message": {"detail": [entry]}}).fault is Fault.INVALID


def test_an_error_inside_a_reply_has_its_own_status() -> None:
    found = read_failure(ValueError({"message": "Provider returned error", "code": 502}))
    assert found.transient
    assert "Provider returned error" in found.words


@pytest.mark.parametrize(
    ("text", "seconds"), [("Please try again in 1m2.5s.", 62.5), ("retry in 340ms", 0.34)]
)
def test_the_wait_is_read_out_of_the_words(text: str, seconds: float) -> None:
    assert failure(429, message(text)).retry_after == pytest.approx(seconds)


def test_an_error_that_stays_the_same_is_not_tried_ten_times() -> None:
    retries, same = Retries(0), failure(500, {"error": "no memory"})
    tries = 1
    while retries.wait_seconds(same, answered=0) is not None:
        tries += 1
    assert tries <= 5


def test_keys_are_not_shown() -> None:
    assert "sk-abcdef123456789" not in failure(401, message("Bad: sk-abcdef123456789")).words


FOREIGN = [
    (Fault.TOO_LONG, "Vnos je predolg za kontekstno okno modela"),
    (Fault.TOO_LONG, "Унос прелази дозвољену дужину контекста"),
    (Fault.TOO_LONG, "L'entrada és massa llarga per al model"),
    (Fault.TOO_LONG, "ورودی بیش از حد طولانی است"),
    (Fault.REFUSED, "Obsah porušuje naše zásady"),
    (Fault.REFUSED, "Turinys pažeidžia mūsų politiką"),
    (Fault.REFUSED, "مواد پالیسی کی خلاف ورزی کرتا ہے"),
    (Fault.CREDIT, "Nincs elég egyenleg a számlán"),
    (Fault.CREDIT, "ยอดเงินไม่เพียงพอ"),
    (Fault.TOO_LONG, "Die Eingabe überschreitet die maximale Länge"),
    (Fault.TOO_LONG, "Votre message est trop long pour ce modèle : raccourcissez l'entrée"),
    (Fault.TOO_LONG, "El texto de entrada excede el tamaño permitido"),
    (Fault.TOO_LONG, "O prompt é muito longo"),
    (Fault.TOO_LONG, "L'input eccede il contesto disponibile"),
    (Fault.TOO_LONG, "Długość zapytania przekracza limit modelu"),
    (Fault.TOO_LONG, "Длина запроса больше допустимой: превышен лимит"),
    (Fault.TOO_LONG, "入力が長すぎます"),
    (Fault.TOO_LONG, "입력이 너무 깁니다"),
    (Fault.TOO_LONG, "输入内容过长，请缩短后重试"),
    (Fault.TOO_LONG, "Girdi bağlam sınırını aşıyor"),
    (Fault.TOO_LONG, "De prompt is te lang"),
    (Fault.TOO_LONG, "Syöte on liian pitkä"),
    (Fault.TOO_LONG, "Inmatningen är för lång"),
    (Fault.CREDIT, "Ihr Kontostand reicht nicht: Guthaben unzureichend"),
    (Fault.CREDIT, "Crédit épuisé sur ce compte"),
    (Fault.CREDIT, "Su saldo está agotado"),
    (Fault.CREDIT, "Saldo esgotado"),
    (Fault.CREDIT, "Credito insufficiente sul conto"),
    (Fault.CREDIT, "На балансе закончились средства"),
    (Fault.CREDIT, "账户余额不足，请充值"),
    (Fault.CREDIT, "クレジットが不足しています"),
    (Fault.CREDIT, "잔액이 부족합니다"),
    (Fault.CREDIT, "Yetersiz bakiye"),
    (Fault.CREDIT, "Uw tegoed is onvoldoende"),
    (Fault.REFUSED, "Ihre Eingabe verletzt unsere Nutzungsrichtlinien"),
    (Fault.REFUSED, "Votre demande enfreint notre politique de contenu"),
    (Fault.REFUSED, "Contenido prohibido detectado"),
    (Fault.REFUSED, "A mensagem viola as diretrizes de segurança"),
    (Fault.REFUSED, "Il contenuto è stato bloccato"),
    (Fault.REFUSED, "Treść została zablokowana przez filtr"),
    (Fault.REFUSED, "Текст нарушает правила использования"),
    (Fault.REFUSED, "内容违反使用政策"),
    (Fault.REFUSED, "有害なコンテンツのため拒否されました"),
    (Fault.REFUSED, "유해한 콘텐츠가 포함되어 차단되었습니다"),
    (Fault.REFUSED, "Sisältö rikkoo sääntöjä ja on estetty"),
    (Fault.INVALID, "La solicitud no es válida: falta el campo messages"),
    (Fault.INVALID, "请求参数错误"),
    (Fault.INVALID, "リクエストが不正です"),
    (Fault.INVALID, "Nieprawidłowe żądanie"),
    (Fault.INVALID, "Die Anfrage ist ungültig: Feld messages fehlt"),
    (Fault.INVALID, "Le champ messages est obligatoire"),
    (Fault.INVALID, "Неверный формат запроса"),
    (Fault.INVALID, "O corpo da requisição não é JSON válido"),
]


@pytest.mark.parametrize(("fault", "words"), FOREIGN)
def test_servers_are_understood_in_other_languages(fault: Fault, words: str) -> None:
    assert failure(400, message(words)).fault is fault


@pytest.mark.parametrize(
    "words",
    [
        "Zeitlimit der Anfrage überschritten",
        "La requête a dépassé le délai",
        "Превышено время ожидания запроса",
        "リクエストの時間が超過しました",
    ],
)
def test_a_request_that_takes_too_long_is_not_too_long(words: str) -> None:
    assert failure(500, message(words)).fault is Fault.BROKEN

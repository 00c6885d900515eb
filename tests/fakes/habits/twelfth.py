"""A twelfth, smaller set of habits of model servers, tried once after the eleventh was mended:
yet other members of the kinds that fell short there.
"""

from typing import Any

from tests.fakes.habits.vocabulary import *

NTH = "twelfth"


def _refused() -> list[Habit]:
    def refuse(seller: str, status: int, body: Any, **more: Any) -> Habit:
        return filtered(NTH, seller, status, body, **more)

    return [
        refuse("in Italian", 400, error("Il testo inviato viola le linee guida sui contenuti")),
        refuse("in Portuguese", 400, error("Conteúdo impróprio detectado na entrada")),
        refuse("in Polish", 400, error("Treść narusza zasady bezpieczeństwa")),
        refuse("in Turkish", 400, error("Girdi içerik politikamızı ihlal ediyor")),
        refuse("in Chinese, old signs", 400, error("輸入內容涉及敏感資訊，請修改後重試")),
        refuse("in Ukrainian", 400, error("Запит відхилено: заборонений вміст")),
        refuse("in Dutch", 400, error("De invoer is geblokkeerd door het inhoudsfilter")),
        refuse("in Vietnamese", 400, error("Nội dung vi phạm chính sách sử dụng")),
        refuse("in Swedish", 400, error("Innehållet bryter mot våra riktlinjer")),
        refuse("in Japanese, policy", 422, error("コンテンツポリシーに違反しているため処理できません")),
        refuse("a code alone", 400, {"error": {"code": "unsafe_prompt", "message": "request failed"}}),
        refuse("a flag", 400, {"error": {"message": "Request denied", "type": "moderation_error"}}),
    ]  # fmt: skip


def _windows() -> list[Habit]:
    def long(seller: str, status: int, body: Any, **more: Any) -> Habit:
        return too_long(NTH, seller, status, body, long=True, **more)

    return [
        long("in Italian", 400, error("Il prompt supera la finestra di contesto del modello")),
        long("in Dutch", 400, error("De invoer is te lang voor dit model")),
        long("in Czech", 400, error("Vstup je příliš dlouhý: 9000 tokenů, nejvýše 8192")),
        long("in Vietnamese", 400, error("Đầu vào vượt quá giới hạn ngữ cảnh của mô hình")),
        long("in Indonesian", 400, error("Masukan melebihi panjang konteks maksimum")),
        long("in Ukrainian", 400, error("Запит перевищує довжину контексту")),
        long("in Chinese, old signs", 400, error("輸入長度超過模型上限")),
        long("in Hebrew", 400, error("הקלט ארוך מדי עבור המודל")),
    ]  # fmt: skip


def _accounts() -> list[Habit]:
    def end(seller: str, status: int, body: Any, said: str, **more: Any) -> Habit:
        return ends("rate or credit", seller, f"account, {NTH}", status, body, said, **more)

    def pass_(seller: str, status: int, body: Any, **more: Any) -> Habit:
        return passes("rate or credit", seller, f"passes, {NTH}", status, body, **more)

    return [
        end("in French", 400, error("Votre solde est épuisé, veuillez recharger"), "solde"),
        end("in Italian", 400, error("Credito esaurito"), "Credito"),
        end("in Korean", 400, error("크레딧이 부족합니다"), "크레딧"),
        end("in Portuguese", 400, error("Créditos insuficientes na conta"), "Créditos"),
        end("in Polish", 400, error("Brak środków na koncie"), "środków"),
        end("in Chinese, old signs", 403, error("帳戶餘額不足"), "餘額"),
        end("a wallet", 400, {"error": "Top up your wallet to continue"}, "wallet"),
        end("a card", 400, {"error": "Please add a payment method to use this model"}, "payment method"),
        end("a seat", 403, {"error": "Your subscription ended on 2026-11-01"}, "subscription"),
        end("never", 429, google(429, "Quota exceeded for metric x, limit: 0, retry in 12s", "RESOURCE_EXHAUSTED"), "limit: 0", model=GEMINI),
        pass_("limit 10", 429, error("Rate limit: 10 requests. Limit: 10, remaining: 0. Try again in 0.01s")),
        pass_("in French", 429, error("Trop de requêtes, réessayez plus tard")),
        pass_("in Japanese", 429, error("リクエストが多すぎます")),
        pass_("in German, 503", 503, error("Der Dienst ist überlastet")),
    ]  # fmt: skip


def _parameters() -> list[Habit]:
    def most(seller: str, status: int, body: Any) -> Habit:
        return refused_parameter(
            seller,
            f"most tokens, {NTH}",
            at_most(4096),
            status,
            body,
            options=("max_tokens=16384",),
        )

    return [
        most("in Chinese", 400, error("max_tokens 参数非法：取值范围 [1, 4096]，当前 16384")),
        most("in German", 400, error("16384 Antwort-Token sind mehr als die erlaubten 4096")),
        most("prose", 422, {"detail": "Asked for 16384 tokens of output; 4096 is as many as this deployment gives"}),
        most("a table", 400, {"errors": [{"field": "max_tokens", "rejected": 16384, "message": "must be in 1-4096"}]}),
        most("Anthropic", 400, {"type": "error", "error": {"type": "invalid_request_error", "message": "max_tokens: 16384 > 4096, which is the maximum allowed number of output tokens for this model"}}),
    ]  # fmt: skip


def _thoughts() -> list[Habit]:
    return [
        thought("any", "begin of reasoning", f"<|begin_of_reasoning|>{THOUGHT}<|end_of_reasoning|>{GOOD}"),
        thought("any", "wide bars, thoughts", f"<｜start▁thinking｜>{THOUGHT}<｜end▁thinking｜>{GOOD}"),
        thought("any", "blanks in both", f"< think >{THOUGHT}< / think >{GOOD}"),
        thought("any", "MASK", GOOD.replace(" It is", " [MASK]It is")),
        thought("any", "reserved", f"<reserved_106>{GOOD}<reserved_107>"),
        thought("any", "a bold speaker", f"**Assistant:** {GOOD}"),
        thought("any", "a speaker in capitals", f"ASSISTANT: {GOOD}"),
        thought("any", "analysis on a line, with an end", f"analysis\n{THOUGHT}</think>{GOOD}"),
        thought("any", "pieces and breaks", ("▁" + GOOD.replace(" ", "▁")).replace("].▁It", "].<0x0A>It"), gives=GOOD.replace("]. It", "].\nIt")),
    ]  # fmt: skip


TWELFTH_HABITS = [*_refused(), *_windows(), *_accounts(), *_parameters(), *_thoughts()]

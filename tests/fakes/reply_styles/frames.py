"""What stands before and behind the claims: openings, offers, notes, lists of sources."""

# A table: its rows are not broken up.

from tests.fakes.reply_styles.forms import (
    ONE,
    Style,
    all_numbers,
    comma,
    each,
    framed,
    lines,
    listed,
    raised,
)

FRAMES: dict[str, Style] = {
    "sources at the end": lambda said: lines(
        lambda _: "", after=f"\n\nSources: {comma(all_numbers(said))}"
    )(said),
    "Quellen at the end": lambda said: lines(
        lambda _: "", after="\n\n**Quellen:** " + "".join(f"[{n}]" for n in all_numbers(said))
    )(said),
    "heading": lines(ONE, before="## Summary\n\n"),
    "preamble and offer": lines(
        ONE,
        before="Sure! Here is the summary of the text:\n\n",
        after="\n\nLet me know if you would like more detail!",
    ),
    "German frame": lines(
        ONE,
        before="Hier ist die Zusammenfassung:\n\n",
        after="\n\nMöchten Sie, dass ich einzelne Punkte genauer ausführe?",
    ),
    "French frame": lines(
        ONE,
        before="Voici le résumé demandé :\n\n",
        after="\n\nN'hésitez pas à me demander d'autres détails.",
    ),
    "note at the end": lines(
        ONE, after="\n\nNote: All sentences are based only on the provided text."
    ),
    "references with quotes": lambda said: lines(
        each("[{}]"),
        form="{text}.{mark}",
        after="\n\n## References\n" + "\n".join(f"[{n}] “…”" for n in all_numbers(said)),
    )(said),
    "Spanish frame": lines(
        ONE,
        before="¡Claro! A continuación se presenta el resumen:\n\n",
        after="\n\n¿Quiere que amplíe algún punto?",
    ),
    "Chinese frame": lines(
        lambda n: f"［{comma(n)}］",
        before="以下是摘要：\n\n",
        after="\n\n如果需要更多细节，请告诉我。",
    ),
    "Russian frame": lines(
        ONE,
        before="Вот краткое изложение:\n\n",
        after="\n\nЕсли нужно, могу рассказать подробнее.",
    ),
    "final remark in English": lines(
        ONE,
        before="Certainly. I have read all of it.\n\n",
        after="\n\nI hope this helps. Feel free to ask for a longer version.",
    ),
    "References: [1], [2]": lambda said: lines(
        lambda _: "",
        form="- {text}.",
        after="\n\nReferences: " + ", ".join(f"[{n}]" for n in all_numbers(said)),
    )(said),
    "stars": lines(ONE, form="* {text}{mark}.", before="**Summary**\n\n"),
    "Italian frame": lines(
        ONE,
        before="Certo! Ecco il riassunto:\n\n",
        after="\n\nFammi sapere se desideri altri dettagli.",
    ),
    "Dutch frame": lines(
        ONE,
        before="Hier volgt de samenvatting van de tekst:\n\n",
        after="\n\nLaat het me weten als je meer wilt weten.",
    ),
    "Japanese frame": lines(
        lambda n: f"［{comma(n)}］",
        before="以下に要約を示します。\n\n",
        after="\n\n他にご質問があればお知らせください。",
    ),
    "title and rule": lines(
        ONE, before="# The town library\n\n---\n\n", after="\n\n---\n*End of summary*"
    ),
    "word count": lines(ONE, before="Summary (72 words):\n\n", after="\n\n(Word count: 72)"),
    "org-mode": lines(ONE, form="- {text}.{mark}", before="* Summary\n"),
    "AsciiDoc": lines(ONE, form="* {text}.{mark}", before="== Summary\n\n"),
    "LaTeX itemize": lines(
        listed("~\\cite{{{}}}"),
        form="\\item {text}{mark}.",
        before="\\begin{itemize}\n",
        after="\n\\end{itemize}",
    ),
    "Textile": lines(ONE, form="* {text}.{mark}", before="h2. Summary\n\n"),
    "Polish frame": lines(
        ONE,
        before="Oto streszczenie tekstu:\n\n",
        after="\n\nDaj znać, jeśli potrzebujesz więcej szczegółów.",
    ),
    "Korean frame": lines(
        ONE,
        before="다음은 요약입니다.\n\n",
        after="\n\n더 궁금한 점이 있으면 말씀해 주세요.",
    ),
    "apology and note": lines(
        raised,
        form="{text}.{mark}",
        before="I apologize for the confusion earlier. The summary follows.\n\n",
        after="\n\n(Note: the numbers refer to the sentences above.)",
    ),
    "headline and bullets": lines(
        ONE,
        form="* {text}.{mark}",
        before="**TL;DR — what the passage says**\n\n",
        after="\n\n_Generated from the numbered sentences._",
    ),
    "Finnish frame": lines(
        ONE,
        before="Tässä on tiivistelmä tekstistä:\n\n",
        after="\n\nKerro, jos haluat lisätietoja.",
    ),
    "Russian frame, otherwise": lines(
        ONE,
        before="Ниже приведено краткое изложение текста.\n\n## Основные положения\n\n",
        after="\n\nЕсли нужно, могу сократить.",
    ),
    "Japanese frame, otherwise": lines(
        ONE,
        before="以下に要約を示します。\n\n",
        after="\n\nご不明な点がございましたらお知らせください。",
    ),
    "Dutch frame with labels": lines(
        ONE,
        before="Hieronder staat de samenvatting die je vroeg.\n\n**Kernpunten**\n\n",
        form="- {text}.{mark}",
        after="\n\nLaat het me weten als er iets ontbreekt.",
    ),
    "[^1][^2] with a rule": lines(
        each("[^{}]"), form="{text}.{mark}", after="\n\n---\n*End of summary*"
    ),
    "Italian frame, otherwise": lines(
        ONE,
        before="Certo! Ecco i punti principali del testo fornito:\n\n",
        form="- {text}.{mark}",
        after="\n\nSpero sia utile. Vuoi che approfondisca qualche aspetto?",
    ),
    "Ukrainian frame": lines(
        ONE,
        before="Ось стислий виклад тексту.\n\n",
        after="\n\nЗверніть увагу: цифри вказують на номери речень.",
    ),
    "Thai frame": lines(
        ONE, before="นี่คือบทสรุปของข้อความ\n\n", after="\n\nหากต้องการข้อมูลเพิ่มเติม โปรดแจ้งให้ทราบ"
    ),
    "Hebrew frame": lines(ONE, before="להלן תקציר הטקסט:\n\n", after="\n\nאשמח להרחיב אם תרצה."),
    "heading in English, bullets": lines(
        ONE, before="Summary of Key Findings\n=======================\n\n", form="- {text}.{mark}"
    ),
    "note on language": lines(
        ONE, before="(Answer in English, as the text is in English)\n\n", after="\n\n[End]"
    ),
    "count of words behind": lines(ONE, form="{text}.{mark}", after="\n\n(Word count: 78)"),
    "apology at the end": lines(
        ONE,
        form="{text}.{mark}",
        after="\n\nI apologise if a detail was left out; the passage is long.",
    ),
    "answer tag with attributes": lines(
        ONE, before='<summary lang="en">\n', form="<p>{text}.{mark}</p>", after="\n</summary>"
    ),
    "\\cite{1,2}": lines(
        lambda n: "\\cite{" + ",".join(map(str, n)) + "}",
        form="{text} {mark}.",
        before="\\section{Summary}\n",
    ),
    "Turkish frame": lines(
        ONE,
        before="Metnin özeti aşağıdadır.\n\n",
        after="\n\nBaşka bir sorunuz olursa yardımcı olabilirim.",
    ),
    "Vietnamese frame": lines(
        ONE,
        before="Dưới đây là bản tóm tắt:\n\n",
        after="\n\nHy vọng điều này hữu ích cho bạn!",
    ),
    "frame about the reply": lines(
        ONE,
        before="I read the sentences with care and picked what matters most to a reader.\n\n",
        after="\n\nThis summary keeps to the numbered sentences and follows the requested format.",
    ),
    "frame with a mark in it": lines(
        ONE,
        before="Numbers in brackets such as [1] refer to the sentences given.\n\n",
    ),
    "role and rule": lines(ONE, form="{text}.{mark}", before="Assistant:\n", after="\n\n***"),
    "Swedish frame": lines(
        ONE,
        before="Jag har läst meningarna. Här är det viktigaste i korthet.\n\n",
        after="\n\nSäg till om du vill veta mer om något av detta.",
    ),
    "Arabic frame": lines(
        ONE, before="إليك ملخص النص:\n\n", after="\n\nهل ترغب في معرفة المزيد من التفاصيل؟"
    ),
    "Hindi frame": lines(
        ONE, before="पाठ का सारांश इस प्रकार है।\n\n", after="\n\nयदि और जानकारी चाहिए तो बताएं।"
    ),
    "limits and totals": lines(
        ONE,
        before="**Summary of the passage**\n\n",
        after="\n\nTotal statements: 5. Word limit respected.",
    ),
    "self-check": lines(
        ONE,
        after="\n\nCheck: each statement above is backed by at least one sentence, and none of "
        "them goes beyond what is written.",
    ),
    "Greek frame": lines(
        ONE,
        before="Ακολουθεί μια σύντομη περίληψη.\n\n",
        after="\n\nΑν χρειάζεστε κάτι άλλο, πείτε μου.",
    ),
    "Czech frame": lines(
        ONE,
        before="Zde je shrnutí nejdůležitějších bodů textu.\n\n",
        after="\n\nPokud chcete, mohu to rozvést.",
    ),
    "a promise and a thought": lines(
        ONE,
        before="Okay, let me write this in about a hundred words with sentence numbers.\n\n",
        after="\n\nThat is roughly ninety words, so it fits the limit you gave.",
    ),
    "a note on method": lines(
        ONE,
        after="\n\n*Method: duplicated information was merged and minor details were dropped.*",
    ),
    "two frames": lines(
        ONE,
        before="Certainly.\n\nSummary follows.\n\n---\n\n",
        after="\n\n---\n\nEnd.\n\nWould a shorter version help?",
    ),
    "key takeaways": lines(
        ONE,
        form="• {text}{mark}.",
        before="🔑 **Key takeaways**\n\n",
        after="\n\n💡 Want me to turn this into a one-page brief?",
    ),
    "checked against the text": lines(
        ONE,
        after="\n\nEvery statement above was checked against the numbered sentences.",
    ),
    "Portuguese frame": lines(
        ONE,
        before="Segue o resumo solicitado:\n\n",
        after="\n\nSe precisar de mais detalhes, é só pedir.",
    ),
    "Romanian frame": lines(
        ONE,
        before="Iată rezumatul textului:\n\n",
        after="\n\nSper că vă este de folos.",
    ),
    "Indonesian frame": lines(
        ONE,
        before="Berikut ringkasan teks tersebut:\n\n",
        after="\n\nSemoga membantu! Silakan tanya jika ada yang kurang jelas.",
    ),
    "task repeated": lines(
        ONE,
        before="Task: summarize the numbered sentences in five claims.\n\nOutput:\n",
        after="\n\nEnd of output.",
    ),
    "fence of text": lines(ONE, before="```text\n", after="\n```"),
    "fence of Markdown, preamble": lines(
        ONE, form="- {text}{mark}.", before="Here you go:\n\n```markdown\n", after="\n```\nEnjoy!"
    ),
    "Hungarian frame": framed(
        "Íme az összefoglaló:", "Remélem, ez segít! Szóljon, ha többre van szüksége."
    ),
    "Danish frame": framed(
        "Selvfølgelig! Her er resuméet:", "Sig endelig til, hvis du vil have mere."
    ),
    "Persian frame": framed("البته! این خلاصه متن است:", "اگر سؤال دیگری دارید، بپرسید."),
    "Swahili frame": framed("Huu hapa ni muhtasari:", "Niambie ukihitaji maelezo zaidi."),
    "verdict and end": framed("TL;DR", "✅ Done: 5 claims, each with its sentences.\n\n[END]"),
    "LaTeX list": lines(
        each("[{}]"),
        form="  \\item {text}. {mark}",
        before="\\begin{itemize}\n",
        after="\n\\end{itemize}",
    ),
    "AsciiDoc, otherwise": lines(
        listed(" [{}]"), form="* {text}.{mark}", before="== Summary\n\n", after="\n\n'''"
    ),
    "Org mode": lines(listed(" [{}]"), form="- {text}.{mark}", before="* Summary\n"),
    "footer of counts": lines(
        ONE,
        before="**Summary (5 points)**\n\n",
        after="\n\n---\n*Word count: 61 · Sources used: 7 of 12*",
    ),
    "checks": lines(ONE, form="✅ {text}.{mark}", after="\n\n🔎 Confidence: high"),
    "Ukrainian frame, otherwise": framed(
        "Звісно! Ось стислий виклад тексту:", "Якщо потрібно більше деталей, дайте знати."
    ),
    "Bengali frame": framed("অবশ্যই! নিচে সারসংক্ষেপ দেওয়া হলো:", "আরও কিছু জানতে চাইলে জানাবেন।"),
    "Tagalog frame": framed(
        "Narito ang buod ng teksto:", "Sabihin mo lang kung may iba ka pang kailangan."
    ),
    "wiki": lines(
        listed("<ref>Sentence {}</ref>"), form="* {text}.{mark}", before="== Summary ==\n"
    ),
    "reStructuredText": lines(
        each(" [{}]_"), form="- {text}.{mark}", before="Summary\n=======\n\n"
    ),
    "email": framed("Dear colleague,", "Kind regards,\nYour assistant"),
    "Croatian frame": framed("Naravno! Evo sažetka teksta:", "Javite ako trebate još pojedinosti."),
    "Tamil frame": framed("இதோ சுருக்கம்:", "மேலும் விவரங்கள் வேண்டுமானால் கேளுங்கள்."),
    "self check": framed(
        "Let me go through the sentences first.",
        "I have checked every claim against its sentences.",
    ),
    "Malay frame": framed("Baiklah, berikut ialah ringkasannya:", "Semoga ini membantu!"),
    "Bulgarian frame": framed(
        "Разбира се! Ето резюме на текста:", "Ако имате други въпроси, питайте."
    ),
    "Catalan frame": framed("Aquí tens el resum:", "Digues-me si necessites res més."),
    "Urdu frame": framed("ضرور! خلاصہ درج ذیل ہے:", "اگر مزید مدد چاہیے تو بتائیں۔"),
    "Georgian frame": framed("რა თქმა უნდა! აი შეჯამება:", "თუ კიდევ გჭირდებათ რამე, მითხარით."),
    "a list with commas": lines(
        ONE, form="* {text}{mark},", before="The text says that\n", after="\n"
    ),
    "Kannada frame": framed("ಖಂಡಿತ! ಸಾರಾಂಶ ಇಲ್ಲಿದೆ:", "ಇನ್ನಷ್ಟು ಬೇಕಿದ್ದರೆ ಕೇಳಿ."),
    "Lithuanian frame": framed("Žinoma! Štai santrauka:", "Jei reikia daugiau, parašykite."),
    "<co>1</co> and citations": lines(
        each("<co>{}</co>"),
        form="{text}.{mark}",
        after='\n\n# Citations:\n<co>1</co> Document 0: "The town library opened in 1932."',
    ),
    "reference links": lines(
        each("[{}]"),
        form="{text}.{mark}",
        after="\n\n" + "\n".join(f"[{n}]: #sentence-{n}" for n in (1, 2, 3, 4, 7, 8, 12)),
    ),
    "Greek frame, otherwise": lines(
        ONE,
        before="Με βάση τα αποσπάσματα, ιδού η σύνοψη:\n\n",
        after="\n\nΑν θέλετε περισσότερες λεπτομέρειες, πείτε μου!",
    ),
    "Hebrew frame, otherwise": lines(
        ONE, before="להלן סיכום קצר:\n\n", after="\n\nאשמח לעזור בשאלות נוספות!"
    ),
    "Finnish frame, otherwise": lines(
        ONE,
        before="Tässä tiivistelmä annetuista lauseista:\n\n",
        after="\n\nKerro, jos haluat lisätietoja!",
    ),
}

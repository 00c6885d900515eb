"""Replies that decline or answer, written after the reader of replies was done, and tried once
before any change.

The question is who built the town library of Marsh End; what is shown says neither who did nor
what it cost.
"""

QUESTION = "Who built the town library of Marsh End?"
SHOWN = (
    "The town library of Marsh End opened in 1932.",
    "It was paid for by a lottery that the mayor Nora Finch held in the harbour.",
    "The reading room was added in 1957 and holds 40,000 books.",
    "Visitors may not take maps home.",
)

DECLINES = (
    "There's nothing in here about the builder.",
    "The context provided makes no mention of who built it.",
    "I was unable to find that information in the sentences above.",
    "That detail isn't given.",
    "Based on the available excerpts, the builder remains unspecified [1][2].",
    "No builder is named.",
    "It is not possible to tell from these sentences who built the library.",
    "The sources are silent on who built the library.",
    "Answer: not stated in the text.",
    "Neither the architect nor the builder is mentioned.",
    "The text only says when it opened, not who built it [1].",
    "> The documents don't contain an answer to this question.",
    "I'm afraid the passages don't cover this.",
    "Insufficient information.",
    "None.",
    "Aus den Sätzen geht nicht hervor, wer die Bibliothek gebaut hat.",
    "Dazu finden sich in den vorliegenden Texten keine Informationen.",
    "Wer sie gebaut hat, wird nicht erwähnt.",
    "Les extraits fournis ne permettent pas de savoir qui l'a construite.",
    "Aucune information à ce sujet dans les passages.",
    "El texto no menciona al constructor.",
    "No se indica quién construyó la biblioteca.",
    "Nei brani non si trova alcuna informazione su chi l'ha costruita.",
    "O texto não informa quem construiu a biblioteca.",
    "Dat staat niet in de tekst.",
    "Det framgår inte av texten.",
    "Det står ikke noe om dette i dokumentene.",
    "Z podanych fragmentów nie wynika, kto zbudował bibliotekę.",
    "V textu není uvedeno, kdo knihovnu postavil.",
    "В предоставленном тексте не указано, кто построил библиотеку.",
    "У тексті немає відповіді на це запитання.",
    "Metinde kütüphaneyi kimin yaptığı belirtilmiyor.",
    "Văn bản không nêu ai đã xây thư viện.",
    "Teks tersebut tidak menyebutkan siapa yang membangunnya.",
    "根据提供的内容,无法确定是谁建造的。",
    "原文中未提及建造者。",
    "提供された文章では、誰が建てたかは述べられていません。",
    "該当する情報は見つかりませんでした。",
    "제공된 글에서는 누가 지었는지 알 수 없습니다.",
    "لا يوجد في النص ما يدل على من بنى المكتبة.",
    "दिए गए पाठ में यह नहीं बताया गया है कि पुस्तकालय किसने बनाया।",
    "Asiakirjoissa ei kerrota, kuka kirjaston rakensi.",
    "Τα κείμενα δεν αναφέρουν ποιος έχτισε τη βιβλιοθήκη.",
    "הטקסט אינו מציין מי בנה את הספרייה.",
    "ข้อความไม่ได้ระบุว่าใครเป็นผู้สร้างห้องสมุด",
)

ANSWERS = (
    "It was paid for by a lottery [2].",
    "A lottery paid for it [2], but the text does not say who built it.",
    "The mayor, Nora Finch, held a lottery for it [2]. Its builder is not named.",
    "Visitors may not take maps home [4].",
    "Nora Finch [2]",
    "No one but the mayor held the lottery [2].",
    "1932 [1]",
    "The builder is not named; the lottery of Nora Finch paid for it in the harbour [2].",
    "Die Bürgermeisterin Nora Finch hat sie mit einer Lotterie bezahlt [2].",
    "La loterie de Nora Finch l'a payée [2]; l'architecte n'est pas nommé.",
    "No fue el Estado: la pagó una lotería de Nora Finch [2].",
    "Её оплатила лотерея мэра Норы Финч [2].",
    "是由市长诺拉·芬奇举办的彩票资助的[2]。文中没有提到建筑师。",
    "市長のノラ・フィンチが宝くじで資金を集めました[2]。",
    "Not the state but a lottery in the harbour paid for it [2].",
)

LAST_DECLINES = (
    "I don't see anything about a builder.",
    "The name of the builder is missing from what I was given.",
    "Who built it cannot be derived from the excerpts.",
    "There is no way to know this from the text.",
    "Unanswered by the sources.",
    "Im Text steht dazu nichts.",
    "Le texte n'en parle pas.",
    "No hay datos sobre quién la construyó.",
    "Il nome del costruttore non compare nel testo.",
    "Nincs erről szó a szövegben.",
    "文中并没有说明建造者是谁。",
    "情報が不足しているため、お答えできません。",
)
LAST_ANSWERS = (
    "Nobody but a lottery of the mayor paid for it [2].",
    "The mayor Nora Finch is named as the one who held the lottery [2].",
    "It does not say who built it, but it opened in 1932 [1].",
    "No maps may be taken home [4].",
)

FRESH_DECLINES = (
    "I could not locate any statement about who built it.",
    "The builder's name does not appear anywhere in the sentences.",
    "Unknown - the provided sentences never name a builder.",
    "This question cannot be answered with what I was given.",
    "Sorry, but I don't see that in the text.",
    "Keine der Passagen nennt den Erbauer.",
    "Rien dans les phrases n'indique qui l'a bâtie.",
    "En ninguna de las frases aparece el constructor.",
    "Budowniczy nie został wymieniony w tekście.",
    "本文には誰が建てたか書かれていません。",
    "Bunu yapan kişi metinde belirtilmemiş.",
    "The information requested is missing from the passages.",
    "답은 본문에 나와 있지 않습니다.",
)
FRESH_ANSWERS = (
    "Nora Finch's lottery paid for it; the builder is not named [2].",
    "It opened in 1932, though who built it is not said [1].",
    "The reading room was not added until 1957 [3].",
)

EIGHTH_DECLINES = (
    "The question of who built it is left open by the passages.",
    "There is no mention of an architect or builder anywhere.",
    "I have no information on the builder.",
    "Nowhere do the documents name the person who built the library [1][2][3].",
    "Who built it? The documents are quiet on this point.",
    "Not enough detail is given to identify the builder.",
    "The supplied text leaves out the builder's name.",
    "I'm sorry, but the answer is not in the documents you gave me.",
    "**Answer:** The documents do not contain this information.",
    "N/A",
    "The builder: not given.",
    "Such a name does not occur in the sentences.",
    "Der Erbauer wird in den Auszügen nicht genannt.",
    "Darüber geben die Dokumente keine Auskunft.",
    "Les documents ne précisent pas qui a construit la bibliothèque.",
    "Je ne trouve pas cette information dans les passages.",
    "Los documentos no dicen quién construyó la biblioteca.",
    "I documenti non dicono chi ha costruito la biblioteca.",
    "Os documentos não mencionam quem a construiu.",
    "De documenten vermelden niet wie de bibliotheek heeft gebouwd.",
    "Dokumenty nie mówią, kto zbudował bibliotekę.",
    "В документах не говорится, кто построил библиотеку.",
    "文档没有提到谁建造了图书馆。",
    "文書には図書館を建てた人の記載がありません。",
    "문서에는 누가 도서관을 지었는지 언급되어 있지 않습니다.",
)
EIGHTH_ANSWERS = (
    "The lottery in the harbour paid for it, not the state [2].",
    "Although the documents do not name a builder, the mayor Nora Finch held a lottery [2].",
    "The reading room came later, in 1957 [3]. The documents do not say who built it.",
    "Visitors can't take maps home [4].",
    "Eine Lotterie von Nora Finch hat sie bezahlt [2]; der Erbauer ist nicht genannt.",
    "Elle a ouvert en 1932 [1], mais le constructeur n'est pas indiqué.",
    "市長ノラ・フィンチの宝くじで建てられました[2]。建築家の名前はありません。",
)

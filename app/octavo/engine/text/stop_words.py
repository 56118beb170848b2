# ruff: noqa: RUF001 - letters of other scripts are meant
"""Function words by language: they stand in every question and every text, and carry no meaning.

Question words are among them, since they stand in every question and in no answer; so are the
verbs that ask for an answer ("list", "nenne").
"""

from __future__ import annotations

from typing import Final

_LISTS: Final = {
    "en": """
a about above after again against all also am among an and any are as at be because been before
being below between both but by can could did do does doing down during each every few for from
further had has have having he her here hers him his how i if in into is it its itself just many
may me might more most much must my no nor not of off on once one only or other our ours out
over own per same shall she should so some such than that the their theirs them then there these
they this those through to too under until up upon us very was we were what when where whether
which while who whom whose why will with within without would you your yours s t don didn doesn
isn aren wasn weren won ll ve re please give list tell show write find name
""",
    "de": """
aber alle allem allen aller alles als also am an andere anderen anderer anderes auch auf aus bei
beim bin bis bist da dabei dadurch dafür damit dann daran darauf daraus darin das dass davon
dazu dein deine dem den denen denn der deren des dessen die dies diese diesem diesen dieser
dieses doch dort du durch ein eine einem einen einer eines er es etwas euch euer für gegen gibt
hab habe haben hat hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer
ihres im in ins ist ja jede jedem jeden jeder jedes jene jener kann kein keine keinem keinen
keiner können könnte man manche mehr mein meine mich mir mit muss müssen nach nicht nichts noch
nur ob oder ohne sehr sein seine seinem seinen seiner seit sich sie sind so solche soll sollen
sollte sondern sonst um und uns unser unsere unter viel viele vielen vom von vor wann war waren
warum was weder weil welche welchem welchen welcher welches wem wen wenn wer werde werden wessen
wie wieder wieso wieviel will wir wird wirst wo wobei wodurch wofür woher wohin womit worin
wurde wurden während zu zum zur zwar zwischen über bitte nenne nennen zeige
""",
    "fr": """
a à afin ai ainsi après as au aucun aucune aussi autre autres aux avait avant avec avez avoir
avons c car ce ceci cela celle celles celui ces cet cette ceux chaque chez combien comme comment
d dans de depuis des donc dont du elle elles en entre es est et étaient était étant être eu eux
fait font furent fut ici il ils j je jusqu l la laquelle le lequel les lesquelles lesquels leur
leurs lors lorsque lui m ma mais me même mes moi mon n ne ni nos notre nous on ont or où ou par
parmi pas peut peuvent plus pour pourquoi qu quand que quel quelle quelles quels qui quoi s sa
sans se selon sera ses si sinon soit son sont sous sur t ta tandis te tes toi ton tous tout
toute toutes tu un une va vers vos votre vous y ya donnez citez indiquez
""",
    "es": """
a al algo alguna algunas alguno algunos ante antes aquel aquella aquello así aun aunque cada
casi como cómo con contra cual cuál cuales cuáles cualquier cuando cuándo cuanta cuánta cuántas
cuanto cuánto cuántos cuya cuyo de del desde donde dónde dos e el él ella ellas ellos en entre
era eran es esa esas ese eso esos esta está están estas este esto estos fue fueron ha había han
hasta hay la las le les lo los más me mi mis mucho muy ni no nos nosotros nuestra nuestro o otra
otras otro otros para pero por porque pues puede pueden que qué quien quién quienes quiénes se
sea según ser si sí sin sino sobre son su sus también tan tanto te tiene tienen toda todas todo
todos tu un una unas uno unos usted y ya yo
""",
    "it": """
a abbia ad agli ai al alla alle allo altra altre altri altro anche ancora avere aveva avevano c
che chi ci ciò coi col come con contro cosa così cui da dagli dai dal dalla dalle dallo degli
dei del della delle dello di dopo dove due e è ed era erano essere fa fino fra fu furono gli ha
hanno ho i il in io l la le lei li lo loro lui ma me mentre mi mia mio molto ne né negli nei nel
nella nelle nello no noi non nostra nostro o ogni oppure per perché però più può possono qual
quale quali quando quanta quante quanti quanto quel quella quelle quelli quello questa queste
questi questo se sei sempre senza si sia siamo sono sopra sotto sta stata stato su sua sue sugli
sui sul sulla sulle suo suoi tra tu tutta tutte tutti tutto un una uno vi
""",
    "pt": """
a à ao aos aquela aquele aquilo as às até cada com como da das de dela dele deles depois desde
do dos e é ela elas ele eles em entre era eram essa essas esse esses esta está estão estas este
estes eu foi foram há isso isto já lhe lhes lo mais mas me mesmo meu minha muito na não nas nem
no nos nós nossa nosso num numa o onde os ou para pela pelas pelo pelos pode podem por porque
qual quais quando quanta quantas quanto quantos que quê quem são se seja sem ser seu seus só sob
sobre sua suas também te tem têm teve tinha toda todas todo todos tu um uma umas uns você
""",
    "nl": """
aan al alle als altijd andere ben bij dan dat de deze die dit doch door dus een eens en er ge
geen had hadden heb hebben heeft hem het hier hij hoe hoeveel hun iets ik in is ja je kan kon
kunnen maar me meer men met mij mijn moet moeten na naar niet niets nog nu of om omdat onder ons
onze ook op over reeds te tegen toch toen tot tussen u uit uw van veel voor waar waarom wanneer
waren was wat welk welke werd werden wie wij worden wordt zal ze zelf zich zij zijn zo zonder
zou zouden
""",
    "sv": """
alla allt än är att av blev bli blir då de dem den denna deras dess dessa det detta dig din du
där efter ej eller en er ett från för ha hade han har hans hennes hon honom hur i icke in inte
inom jag kan kommer kunde man med mellan men mig min mot mycket när någon något några ni nu och
om oss på sedan sig sin sina sitt ska skall skulle som så till under upp ut utan vad var varför
varit varje vars vart vem vi vid vilka vilken vilket över
""",
    "da": """
ad af alle alt anden at blev blive bliver da de dem den denne der deres det dette dig din dog du
efter eller en end er et for fra få før ham han hans har havde hende hendes her hos hun hvad
hvem hvilke hvilken hvilket hvis hvor hvordan hvorfor hvornår i ikke ind jeg kan kunne man mange
med mellem men mig min mod må noget nogle nogen nu når og også om op os over på sig sin skal
skulle som sådan så til ud under var ved vi vil ville være været
""",
    "nb": """
alle at av bare ble bli blir både da de dem den denne der deres det dette deg din du eller en
enn er et etter for fordi fra få før ha hadde han hans har henne hennes her hos hun hva hvem
hvilke hvilken hvilket hvis hvor hvordan hvorfor i ikke inn jeg kan kunne man mange med mellom
men meg min mot må noe noen nå når og også om opp oss over på seg sin skal skulle som sånn så
til under ut uten var ved vi vil ville være vært
""",
    "fi": """
ei eivät että en he hän häntä ja jo joka jonka jos jossa jotka jotta kaikki kanssa keitä ketkä
kuin kuinka kuka kun kukaan ole olen oli olivat olla on ovat me mihin mikä mille millainen
milloin minkä minä missä mistä mitkä mitä moni monta muu mukaan mutta myös ne niiden niin niitä
noin nyt näiden nämä näitä se sekä sen siinä siitä sinä sitä tai tämä tämän tätä vain vaan vai
voi ja
""",
    "pl": """
a aby albo ale ani bardzo bez bo być był była było były będą będzie bądź co czy czyli dla do dwa
gdy gdyż gdzie go i ich ile im inne iż ja jak jaka jaką jaki jakie jakiego jako je jego jej jest
jeszcze jeśli jeżeli już każdy kiedy kogo komu kto która które którego której którym który
którzy ku lub ma mają może można mu my na nad nam nas nie nich nim niż o od on ona one oni oraz
po pod podczas ponieważ przed przez przy są się skąd swoje ta tak także tam te tego tej ten to
tu tych tylko tym u w we wszystkie wszystko z za ze że
""",
    "cs": """
a aby aj ale ani asi až bez by byl byla byli bylo být co což či další do ho i já jak jaká jaké
jako je jeho jej její jejich jen jestli ještě ji jiné již jsem jsme jsou k kam kde kdo kdy když
ke která které kterého který kteří ku ma mají má mezi mi může na nad nebo než nic nimi o od on
ona oni pak po pod podle pokud proč proto protože před při s se si sice své svůj ta tak také
tato tedy ten tento této tím to toho tohoto tom tomto tu ty tyto u už v ve více však všechny vy
z za ze že
""",
    "ro": """
a acea aceasta această aceea acei aceia acel acela acele acest acesta aceste acestea ai al ale
am are aș asupra au avea că câți cât câte când care ce cea cei cel cele cine cu cum da dacă dar
de deci decât despre din dintre doar după ea ei el ele era este eu fi fie fost iar îi îl în
înainte între îşi își la le lor lui mai mult ne nici noi nu o ori pe pentru poate pot prin sa să
sale sau se și şi sub sunt te un una unde unei unor unui va voi vor
""",
    "hu": """
a ahogy aki ami amely amelyek an annak arra az azok azt be csak de e egy egyes ehhez ez ezek ezt
és ha hanem hány hogy hogyan hol honnan hova igen is kell ki kik kit le legyen lehet lesz lett
lévő majd meg mely melyek melyik mennyi mert mi miatt mikor milyen minden mint mit most nagy nem
néhány nincs olyan ők ő pedig rá s sem szerint tehát több úgy után vagy van vannak volt voltak
""",
    "tr": """
acaba ama ancak arasında aynı az bana bazı ben beni bir biri birkaç biz bu buna bunda bundan
bunlar bunu bunun böyle çok çünkü da daha de değil diye dolayı en fakat gibi göre hangi hangisi
hem hep her hiç için ile ise işte kaç kadar kendi ki kim kimin kimse mi mı mu mü nasıl ne neden
nerede nereye niçin o olan olarak oldu olduğu olduğunu olup olur on ona ondan onlar onu onun
oysa pek sen siz sonra şey şu tarafından tüm var ve veya ya yani yoksa yok zaman
""",
    "ru": """
а без более бы был была были было быть в вам вас весь во вот все всего всех вы где да для до его
ее её если есть ещё еще же за зачем и из или им их к как какая какие какой какого каком когда
кого которая которого которой которые который кто куда ли либо между меня мне много может мой мы
на над надо нас наш не него нее ней нет ни них но о об один он она они оно от откуда перед по
под после почему при с сам свой своей своих себя сколько со так также такой там те тем то того
тоже той только том ту ты у уже чего чем через что чтобы чья чьи чей эта эти это этого этой этом
этот эту я
""",
    "uk": """
а або але без би був була були було бути в вам вас весь ви від він вона вони воно все всі в до
де для є за з зі і із їх його її й йому як яка яке яких який які якого якій коли кого котрий
кому куди ми між мій мене на над навіть нас наш не ні ніж них о один перед по під після при про
та так також там те ти тим то того тобто той тому тільки у хто це цей цих цього цьому ця ці чи
чим чого чому що щоб я
""",
    "el": """
αλλά αν από αυτά αυτές αυτή αυτό αυτός αυτών για δε δεν εγώ εδώ είναι είχαν είχε εκεί ένα έναν
ένας εμείς επί ή η ήταν θα και κάθε κατά κι μας με μετά μέχρι μέσα μη μην μια μία μπορεί να ο οι
όμως ό όπου όπως όσο όταν ότι ου πιο ποια ποιες ποιο ποιοι ποιον ποιος πολύ πόσα πόσες πόσο
πόσοι πότε πού που προς πώς πως σαν σας σε στα στη στην στις στο στον στους τα τη την της τι τις
το τον του τους των χωρίς ως
""",
    "ar": """
أن أو أي أية أين إذا إلا إلى إن التي الذي الذين اللذان اللواتي ألا أما أم أنا أنت به بها بين بعد
بعض تلك ثم حتى حول حيث خلال دون ذات ذلك سوف عن عند عندما على عليه عليها غير فقد في فيه فيها قبل
قد كان كانت كل كم كما كيف كي لا لدى لقد لكن لم لماذا لن له لها لهم ليس ليست ما ماذا مع من منذ
منه منها متى مثل نحن هذا هذه هل هم هناك هنا هو هي هؤلاء و وقد وكان ولا ولم وهو وهي يا يكون
""",
    "fa": """
از است اگر این آن آنها او اند اینکه با باید بر برای بود بودند به بین بیش پس پیش تا تر ترین چرا
چقدر چند چه چون چگونه چیست حتی خود در دارد دارند دو را زیر شد شده شود شوند کجا کدام کرد کردن
کرده کند که کنند کی کیست ما می من نه نیز نیست و هر هم همه همین هست هستند یا یک
""",
    "he": """
אבל או אז אחר אחרי אחת איזה איזו איך אילו אין איפה אל אלה אם אנו אני אנחנו אך אשר את אתה אתם בה
בהם בו בין בלי גם הוא היא היה היו הייתה הם הן הזה הזאת זאת זה זו יש כאשר כדי כי כל כמה כמו כן לא
לאן לה להם להן לו לי למה לפי לפני מאוד מדוע מה מי מן מתי על עם עד פה רק של שלה שלהם שלו שלנו שם
תחת
""",
    "hi": """
अगर अपना अपनी अपने अब आदि इन इनके इस इसका इसकी इसके इसमें इसे उन उनका उनकी उनके उस उसका उसकी
उसके उसे एक एवं ऐसे और कब कर करते करना करने कहाँ कहां का कि कितना कितनी कितने किया किस किसी की
कुछ के को कोई कौन कौनसा क्या क्यों गई गए गया जब जहाँ जा जिन जिस जिसमें जैसे जो तक तथा तब तो था
थी थे द्वारा न नहीं ने पर फिर बहुत भी मगर मैं में यदि यह यहाँ या ये रहा रहे लिए लेकिन वह वे सकता
सकते सभी साथ से हम ही हुआ हुई हुए है हैं हो होता होती होते
""",
}

STOP_WORDS: Final[dict[str, frozenset[str]]] = {
    language: frozenset(words.casefold().split()) for language, words in _LISTS.items()
}
"""Function words in lower case (case-folded) by ISO 639-1 code of the language."""

"""The words of the English sample guide; they must be true for the program as it is.

What is changed here is to be changed in ``sample_text_de.py`` as well.
"""

from __future__ import annotations

from typing import Final

from sample_parts import Figure, Guide, Heading, List, Part, Rows, Text

_PARTS: Final[tuple[Part, ...]] = (
    Heading("What Octavo does", new_page=False),
    Text(
        "Octavo answers questions about your PDF documents and shows the page that each answer "
        "comes from. You drop documents on its window, ask a question in plain words, and read "
        "the sentences of your own documents that answer it. Each quote carries a citation: the "
        "name of the document and the page. A click on the citation opens that page beside the "
        "answer, with the quoted words highlighted."
    ),
    Text(
        "All of this happens on your computer. Octavo needs no account, no key and no network "
        "connection, and it sends neither your documents nor your questions anywhere, unless you "
        "have a model on another computer write answers or summaries or compare meanings, or a "
        "collection searched at a host, and agree to what is sent there."
    ),
    Figure(
        "window",
        "Figure 1. The window. 1: threads and documents. 2: the conversation, with the field for "
        "your question at its foot. 3: the page that a citation leads to.",
    ),
    Heading("Your first question", 2),
    List(
        (
            "Drop one or more PDF files, or a whole folder, anywhere on the window.",
            "Type a question into the field at the foot of the conversation and press Enter.",
            "Click a citation below a quote to see the passage on its page.",
        ),
        numbered=True,
    ),
    Text(
        "If you have no PDF at hand, choose “Try the guide” in the empty window. It adds the "
        "document that you are reading now, and you can ask about anything on these pages."
    ),
    Heading("Adding documents"),
    Text(
        "There are three ways to add documents: drop files or folders on the window, choose them "
        "in a file dialog, or copy them in your file manager and paste them into the window. A "
        "folder is searched for PDF files together with all folders inside it. Octavo keeps its "
        "own copy of every document, so the original may be moved or deleted afterwards."
    ),
    Text(
        "A PDF file may be up to 512 MB large. A document that you add twice takes up space only "
        "once."
    ),
    Text(
        "You need not wait until a document is ready. As soon as it is searchable, questions find "
        "the words that stand in it. In the background Octavo goes on to compare meanings, so "
        "that a question may use other words than the document does. If you close Octavo while it "
        "reads a document, it goes on at the next start with the page where it was. An answer from "
        "that time says below it how many passages could be compared by their words alone."
    ),
    Figure(
        "states",
        "Figure 2. Documents in the list: one is being read, one is searchable while its words "
        "tell how far the background work is, one is ready.",
    ),
    Rows(
        "Table 1. The states of a document.",
        ("State", "What it means", "What you can do"),
        (
            ("Waiting", "Other documents are read first.", "Cancel"),
            ("Adding", "Octavo is making its own copy of the file.", "Cancel"),
            ("Reading", "Its pages are read one after the other.", "Pause, cancel"),
            ("Paused", "You paused it; what is read can be asked about.", "Go on"),
            ("Searchable", "All its words are found; meanings follow.", "Show, remove"),
            ("Ready", "It is found by words and by meaning.", "Show, remove"),
            (
                "Failed",
                "It could not be read; the reason stands below its name.",
                "Try again, remove",
            ),
            ("Cancelled", "You stopped it.", "Try again, remove"),
        ),
        (2, 6, 2.6),
    ),
    Heading("When a document cannot be read"),
    Text(
        "One bad file never holds up the others that were dropped with it. Octavo says in plain "
        "words why a document failed."
    ),
    Rows(
        "Table 2. Why a document can fail.",
        ("Reason", "What helps"),
        (
            (
                "The PDF is locked with a password.",
                "Enter it: the document waits until you do.",
            ),
            ("The file is damaged.", "Download it again, or open it in a viewer and save it anew."),
            ("The file is not a PDF.", "Export the document as a PDF first."),
            ("The file is empty.", "Look for the complete file where it came from."),
            (
                "Reading took too long or too much memory.",
                "Split the document, or print it to a new PDF.",
            ),
        ),
        (4, 6.6),
    ),
    Text(
        "A scanned page is only a picture and holds no words that could be found. Octavo reads it "
        "where text recognition is installed: the free program Tesseract, or else RapidOCR, which "
        "can be added where Octavo runs in a Python of its own. Elsewhere it says that the page "
        "was not read, and what to do: the document's properties show the command."
    ),
    Heading("Safe with files from strangers", 2),
    Figure(
        "limits",
        "Figure 3. A file goes into a separate process with limits on time and memory; only pages "
        "come out of it.",
    ),
    Text(
        "PDF files are read in a process of their own. It has a deadline for every page and a "
        "limit on memory. A file made to do harm can end that process, but not the window: the "
        "file is marked as failed and everything else goes on. Scripts inside a PDF never run, "
        "and nothing that is shown in an answer is ever loaded from the network."
    ),
    Heading("Collections and watched folders"),
    Text(
        "Documents lie in collections. The menu above the list of documents makes a collection, "
        "renames it, shows another one, or deletes it; one that was deleted can be brought back "
        "for 20 seconds. Documents can be copied or moved from one collection to another, which "
        "takes no second reading. A thread can look into another collection besides."
    ),
    Text(
        "A folder can be watched: PDF files that are put into it come into the collection by "
        "themselves, and changed, renamed and deleted files are noticed. A folder that is away, "
        "on a drive that was unplugged for instance, loses no documents."
    ),
    Text(
        "Reading can be paused, for one document or as a whole, and stays so over a restart. "
        "Questions are answered meanwhile from what is read."
    ),
    Heading("Asking questions"),
    Text(
        "Ask in a whole sentence or in a few words. Octavo looks through all documents of the "
        "thread’s collection and answers with the sentences that fit best, the best one first. "
        "The answer is labelled as quotes from your documents, because that is what it is: every "
        "sentence stands word for word on the page that is named below it. Octavo writes no "
        "sentences of its own."
    ),
    Heading("How to ask well", 2),
    List(
        (
            "Ask about one thing at a time. Two short questions find more than one long question.",
            "Use the document’s own words for names, numbers and technical terms.",
            "A piece such as “And in winter?” is completed from the question before it.",
            "Meanings are compared best in English. In other languages the words count most.",
        )
    ),
    Text(
        "A running answer can be stopped at any time with the Stop button; what has arrived until "
        "then stays in the thread. The thumbs below an answer rate it; the rating is exported "
        "with the thread."
    ),
    Heading("When the documents do not cover a question", 2),
    Text(
        "If nothing in your documents fits, Octavo does not guess. It says that the documents do "
        "not seem to cover the question, and names the pages that come closest, so that you can "
        "look for yourself. This check notices a topic that is absent. It cannot notice that a "
        "document discusses your topic but leaves the very question open: in that case you get "
        "the nearest sentences, and the judgement is yours."
    ),
    Heading("Reading citations"),
    Figure(
        "citation",
        "Figure 4. A citation leads from the quote to the passage on its page.",
    ),
    Text(
        "A citation names the document and the page label, which is the number printed on the "
        "page if the PDF tells it. The first page of this guide is labelled “Cover”, and the page "
        "after it has the number 1. Before a quote is shown, Octavo compares it with the text of "
        "the page, character by character. A citation that could not be confirmed in this way has "
        "a dashed outline."
    ),
    Text(
        "In the page view you can zoom and scroll through the whole document. The highlight marks "
        "the quoted words exactly, also where they run over several lines. Its menu "
        "has a summary of the document and of the section in view; so has each heading of the "
        "outline, beside the pages."
    ),
    Heading("Threads and assistants", 2),
    Text(
        "A thread is one conversation. You can start as many as you like, rename, pin, copy, "
        "export and delete them; a deleted thread can be brought back for 30 days. Threads and "
        "documents are still there after a restart."
    ),
    Text(
        "An assistant has a name, instructions and a collection of documents. All threads of an "
        "assistant share its collection. At the first start there is one assistant, named Octavo, "
        "which you can rename and instruct in its dialog; its collection is named Documents. More "
        "assistants can be made from templates. "
        "Instructions matter to answers that a language model writes; quotes are chosen without "
        "them. “Test…” in the menu of the assistant’s name asks it your own questions, whose pages "
        "you know, and counts how often the right page, text and quote came."
    ),
    Heading("Models that write answers"),
    Text(
        "Octavo needs no language model. If you want answers in a model’s own words, there are two "
        "ways; both are in the menu. Every statement of such an answer is compared with the "
        "passages it came from, and one that they do not support is marked."
    ),
    List(
        (
            "“Get a local model” fetches one to this computer. Nothing is sent away then.",
            "“Model hosts” names a program or service that has one; what is sent is said first.",
        )
    ),
    Text(
        "Which model writes is chosen in an assistant’s dialog. If it does not answer, Octavo says "
        "why and quotes the documents instead."
    ),
    Heading("Changing your mind", 2),
    Text(
        "Before anything is sent to another computer for the first time, Octavo names it and asks "
        "you. The dialog “Model hosts” shows what you agreed to for each host. “Send nothing there "
        "any more” takes all of it back: the next question asks again, and if you do not agree, "
        "the documents are quoted word for word."
    ),
    Text(
        "What lies at a host by then stays there until you have it deleted: remove the host, or "
        "choose “Search at a host…” in the menu of the collection and have it searched here."
    ),
    Heading("Keys and commands"),
    Rows(
        "Table 3. Keys. On a Mac, the Command key takes the place of Ctrl.",
        ("Keys", "What they do"),
        (
            ("Enter", "Send the question"),
            ("Shift+Enter", "Start a new line in the question"),
            ("Ctrl+N", "Start a new thread"),
            ("Ctrl+O, Ctrl+Shift+O", "Choose documents, or a folder of them, in a dialog"),
            ("Ctrl+V", "Add the copied files"),
            ("Delete", "Remove the chosen document or thread"),
            ("Ctrl+F", "Find words in the document in view"),
            ("Ctrl+P", "In the pages: print the document; in the chat: print the thread"),
            ("F7, then F6", "Open a second view of pages beside the first; change between them"),
            ("F1", "Open this guide, in the language of the window"),
            ("Ctrl+K", "Search all threads and pages"),
            ("Ctrl+Shift+K", "Put one question to several documents"),
            ("Ctrl+Shift+P", "Find any command by a few letters of its name"),
            ("Ctrl+, (comma)", "Settings: look, motion, text size, language, backups, all keys"),
            ("Ctrl++ and Ctrl+-", "Make the page larger or smaller; its menu has more keys"),
        ),
        (3, 7.6),
    ),
    Heading("Less motion", 2),
    Text(
        "Little moves in Octavo. “Motion” on the first page of the settings does as your system "
        "wishes, or less: with “Reduced” nothing moves by itself, and the cursor does not blink."
    ),
    Heading("The command line"),
    Text(
        "The command <font face='Courier'>octavo</font> without arguments opens the window. The "
        "commands below work without a display, which makes them useful in scripts and on servers."
    ),
    Rows(
        "Table 4. Commands.",
        ("Command", "What it does"),
        (
            (
                "<font face='Courier' size='9.5'>octavo ask FILE... “QUESTION”</font>",
                "Prints the answer, with the file and the page of every quote.",
            ),
            (
                "<font face='Courier' size='9.5'>octavo ask --json ...</font>",
                "Prints the same as JSON, for other programs.",
            ),
            (
                "<font face='Courier' size='9.5'>octavo summarise FILE...</font>",
                "Prints what documents say, in their own sentences.",
            ),
            (
                "<font face='Courier' size='9.5'>octavo backup FILE</font>",
                "Keeps everything in one checked file; octavo restore brings it back.",
            ),
            (
                "<font face='Courier' size='9.5'>octavo models</font>",
                "Lists models on this computer, gets and removes them.",
            ),
            (
                "<font face='Courier' size='9.5'>octavo serve --port P</font>",
                "Serves the interface on this computer only; callers need the token.",
            ),
            (
                "<font face='Courier' size='9.5'>octavo --self-test</font>",
                "Adds this guide in a temporary folder, asks, and checks the citation.",
            ),
            ("<font face='Courier' size='9.5'>octavo --version</font>", "Prints the version."),
        ),
        (4.4, 6.2),
    ),
    Rows(
        "Table 5. Exit codes of the command “octavo ask”.",
        ("Exit code", "Meaning"),
        (
            ("0", "The question was answered."),
            ("1", "The documents do not cover the question."),
            ("2", "The input was bad, for example a file that is missing or not a PDF."),
            ("3", "It could not be done, for example because the disk is full."),
        ),
        (2, 8.6),
    ),
    Heading("Where your data lies"),
    Text(
        "Documents, threads and the search index lie in one folder, the data folder. The option "
        "<font face='Courier'>--data-dir</font> or the variable "
        "<font face='Courier'>OCTAVO_DATA_DIR</font> chooses another one. “Data” in the "
        "settings makes a backup in one checked file, and brings one back; keys and passwords stay "
        "in the system’s keychain. To remove everything that Octavo knows, delete the folder."
    ),
    Rows(
        "Table 6. The data folder.",
        ("System", "Folder"),
        (
            ("Linux", "<font face='Courier' size='9.5'>~/.local/share/Octavo</font>"),
            (
                "macOS",
                "<font face='Courier' size='9.5'>~/Library/Application Support/Octavo</font>",
            ),
            ("Windows", "<font face='Courier' size='9.5'>%LOCALAPPDATA%\\Octavo</font>"),
        ),
        (2, 8.6),
    ),
    Text(
        "Nothing that Octavo has confirmed is lost when the program is killed or the power fails: "
        "what is half done at that moment is taken up again at the next start."
    ),
    Heading("Limits of this version", 2),
    List(
        (
            "Without a model, answers are quotes: nothing is translated or calculated.",
            "Scanned pages are read only where Tesseract or RapidOCR is installed.",
            "The model that compares meanings has learnt English.",
        )
    ),
)

ENGLISH: Final = Guide(
    file="guide.pdf",
    language="en",
    title="A short guide to Octavo",
    subtitle="Drop PDFs, ask, see the page.",
    subject="How to add documents, ask questions and read citations",
    cover="Cover",
    parts=_PARTS,
)

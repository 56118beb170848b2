"""What the help of each command says below its options."""

WINDOW = """\
commands:
  octavo [FILE ...]                        open the window, with these PDFs if any are named
  octavo ask FILE... "QUESTION"            answer on the terminal; octavo ask --help
  octavo summarise FILE...                 what files say, in their own sentences
  octavo compare FILE... "QUESTION"        the same question to each file
  octavo serve --port P                    answer other programs; octavo serve --help
  octavo eval QUESTIONS.json --pdfs DIR    measure answers; octavo eval --help
  octavo providers                         hosts of models; octavo providers --help
  octavo backup FILE                       keep everything in one checked file
  octavo restore [FILE]                    bring a backup back, or the data of before an upgrade
  octavo collections                       what embeds and searches them; octavo collections --help
  octavo models                            models on this computer; octavo models --help
  octavo data                              where everything is; octavo data move FOLDER

If a window is open on the data folder already, it takes the PDFs and comes to the front.

environment:
  OCTAVO_DATA_DIR   the data folder, unless --data-dir names one
  OCTAVO_PASSWORD   the password of locked PDFs that octavo ask reads
  OCTAVO_TOKEN      the token of octavo serve, unless --token-file names one
"""

ASK = """\
FILE may be a folder: all PDFs in it are taken. The question comes last, in quotes.

So that a second question about the same files needs no reading, copies of the last 20 sets of
files stay in the data folder. The window does not list them. Of a set with a file that needs a
password, nothing is kept. To keep none, name a folder of their own with --data-dir, and delete it.

exit codes:
  0  answered            1  the documents do not cover the question
  2  bad input           3  it could not be done        130  interrupted
"""

SUMMARISE = """\
FILE may be a folder: all PDFs in it are taken. Each is summarised by itself: its most telling
sentences as a whole and by section, key terms, and questions that it answers. No model writes
anything: each sentence stands on its page.

With --provider a model writes instead: it reads the whole file part by part, and then sums up what
it wrote. Below each statement stands where the file says the same, and one that nothing in the file
supports is marked. What it has written is kept and not made twice. If it fails, the file's own
sentences are printed.

exit codes:
  0  summarised          1  the files hold no sentences, or none that the model's stand on
  2  bad input           3  it could not be done        130  interrupted
"""

COMPARE = """\
FILE may be a folder: all PDFs in it are taken. The question comes last, in quotes. Each file is
asked by itself, so that none crowds the others out.

exit codes:
  0  at least one answers            1  none of the files covers the question
  2  bad input           3  it could not be done        130  interrupted
"""

BACKUP = """\
FILE holds the documents, threads, assistants and hosts of models; keys and passwords stay in the
system's keychain. It is read again and compared before it gets its name. A window may be open.

exit codes:
  0  done        2  there is no data        3  it could not be done: FILE cannot be written
"""

RESTORE = """\
With FILE, a backup of octavo backup takes the place of the data, which is moved aside into a folder
inside the data folder; its path is printed. A backup that is damaged changes nothing. Without FILE:

Before a newer version changes how data is kept, it makes a copy. If you install an older version
again, that one refuses the newer data; this command lets it work with the copy. What the newer
version kept is not deleted: it becomes a data folder inside the data folder, and its path is
printed. What was added after the upgrade is in there only.

exit codes:
  0  done        2  there is nothing to go back from, or no copy        3  it could not be done
"""

DATA = """\
octavo data               print where everything is, and why there
octavo data move FOLDER   move it all to FOLDER, which is empty or not there yet; no window is open
octavo data use FOLDER    use the data that is in FOLDER from now on, wherever it was before
octavo data portable      keep everything beside the program, which is a packaged one; keys stay in
                          the keychain of each machine

Every file is copied and then compared with the old one by its SHA-256 before the old folder is
emptied. Interrupted or killed before that, everything stays where it was, and the same command
begins anew. The new place is noted in the system's folder for settings; --data-dir and
OCTAVO_DATA_DIR still go before it.

exit codes:
  0  done        2  FOLDER cannot be used        3  it could not be done        130  interrupted
"""

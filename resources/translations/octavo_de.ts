<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>octavo.backup.archive</name>
  <message>
   <source>A newer Octavo made the backup “{path}”.</source>
   <translation>Eine neuere Version von Octavo hat die Sicherung „{path}“ angelegt.</translation>
  </message>
  <message>
   <source>Install the newer version.</source>
   <translation>Installieren Sie die neuere Version.</translation>
  </message>
  <message>
   <source>There is no file “{path}”.</source>
   <translation>Es gibt keine Datei „{path}“.</translation>
  </message>
  <message>
   <source>“{path}” is not a backup of Octavo.</source>
   <translation>„{path}“ ist keine Sicherung von Octavo.</translation>
  </message>
  <message>
   <source>Nothing was changed.</source>
   <translation>Nichts wurde geändert.</translation>
  </message>
  <message>
   <source>The backup “{path}” is damaged.</source>
   <translation>Die Sicherung „{path}“ ist beschädigt.</translation>
  </message>
  <message>
   <source>This backup cannot be used</source>
   <translation>Diese Sicherung lässt sich nicht verwenden</translation>
  </message>
  <message>
   <source>Nothing was changed. Use another backup.</source>
   <translation>Nichts wurde geändert. Verwenden Sie eine andere Sicherung.</translation>
  </message>
 </context>
 <context>
  <name>octavo.backup.offered</name>
  <message numerus="yes">
   <source>The backup holds {n:,} documents and all else: {size:,.1f} MB, checked.</source>
   <extracomment>for one: The backup holds {n} document and all else: {size:,.1f} MB, checked.</extracomment>
   <translation>
    <numerusform>Die Sicherung enthält {n} Dokument und alles andere: {size:,.1f} MB, geprüft.</numerusform>
    <numerusform>Die Sicherung enthält {n:,} Dokumente und alles andere: {size:,.1f} MB, geprüft.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>It is of {day} and holds {n:,} documents. What is here now is moved aside.</source>
   <extracomment>for one: It is of {day} and holds {n} document. What is here now is moved aside.</extracomment>
   <translation>
    <numerusform>Sie ist vom {day} und enthält {n} Dokument. Was jetzt hier ist, wird beiseitegelegt.</numerusform>
    <numerusform>Sie ist vom {day} und enthält {n:,} Dokumente. Was jetzt hier ist, wird beiseitegelegt.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>octavo.backup.restoring</name>
  <message>
   <source>Octavo works with the backup of {day}.</source>
   <translation>Octavo arbeitet mit der Sicherung vom {day}.</translation>
  </message>
  <message>
   <source>The data of before lies in “{aside}”.</source>
   <translation>Die Daten von vorher liegen in „{aside}“.</translation>
  </message>
  <message>
   <source>The backup needs {needed:,} MB of space; there are {free:,}.</source>
   <translation>Die Sicherung braucht {needed:,} MB Platz; frei sind {free:,}.</translation>
  </message>
  <message>
   <source>Free some space, or choose another data folder.</source>
   <translation>Schaffen Sie Platz, oder wählen Sie einen anderen Datenordner.</translation>
  </message>
  <message>
   <source>it is a database of another program</source>
   <translation>es ist eine Datenbank eines anderen Programms</translation>
  </message>
  <message>
   <source>A newer Octavo made the backup “{path}”.</source>
   <translation>Eine neuere Version von Octavo hat die Sicherung „{path}“ angelegt.</translation>
  </message>
  <message>
   <source>Install the newer version.</source>
   <translation>Installieren Sie die neuere Version.</translation>
  </message>
 </context>
 <context>
  <name>octavo.backup.schedule</name>
  <message>
   <source>The folder for backups, “{path}”, is not there.</source>
   <translation>Der Ordner für Sicherungen, „{path}“, ist nicht da.</translation>
  </message>
  <message>
   <source>The backup was not made</source>
   <translation>Die Sicherung wurde nicht angelegt</translation>
  </message>
  <message>
   <source>Connect the disk that it is on, or choose another in the settings.</source>
   <translation>Verbinden Sie den Datenträger, auf dem er liegt, oder wählen Sie in den Einstellungen einen anderen.</translation>
  </message>
  <message>
   <source>The program was closed before the backup was made.</source>
   <translation>Das Programm wurde geschlossen, bevor die Sicherung angelegt war.</translation>
  </message>
  <message>
   <source>“{path}” is in the data folder, which backups are made of.</source>
   <translation>„{path}“ liegt im Datenordner, und der ist es, der gesichert wird.</translation>
  </message>
  <message>
   <source>Choose another folder, best on another disk.</source>
   <translation>Wählen Sie einen anderen Ordner, am besten auf einem anderen Datenträger.</translation>
  </message>
  <message>
   <source>There is no folder “{path}”.</source>
   <translation>Es gibt keinen Ordner „{path}“.</translation>
  </message>
  <message>
   <source>Choose another.</source>
   <translation>Wählen Sie einen anderen.</translation>
  </message>
 </context>
 <context>
  <name>octavo.backup.writing</name>
  <message>
   <source>There is no data of Octavo in “{data_dir}”.</source>
   <translation>Es gibt keine Daten von Octavo in „{data_dir}“.</translation>
  </message>
  <message>
   <source>A document was removed while the backup was made.</source>
   <translation>Ein Dokument wurde entfernt, während die Sicherung angelegt wurde.</translation>
  </message>
  <message>
   <source>Make the backup again.</source>
   <translation>Legen Sie die Sicherung noch einmal an.</translation>
  </message>
  <message>
   <source>“{path}” cannot be written: {value}.</source>
   <translation>„{path}“ lässt sich nicht schreiben: {value}.</translation>
  </message>
  <message>
   <source>Choose another folder or name.</source>
   <translation>Wählen Sie einen anderen Ordner oder Namen.</translation>
  </message>
 </context>
 <context>
  <name>octavo.cli.answer_text</name>
  <message>
   <source>written by {model}, checked against the documents</source>
   <translation>geschrieben von {model}, mit den Dokumenten verglichen</translation>
  </message>
  <message>
   <source>written by {model}</source>
   <translation>geschrieben von {model}</translation>
  </message>
  <message>
   <source>Why these passages: all that were found, best first</source>
   <translation>Warum diese Textstellen: alle, die gefunden wurden, die besten zuerst</translation>
  </message>
  <message>
   <source>The first of them were put in order by {model}.</source>
   <translation>Die ersten davon hat {model} geordnet.</translation>
  </message>
  <message>
   <source>They were not put in order: {problem}</source>
   <translation>Sie wurden nicht geordnet: {problem}</translation>
  </message>
  <message>
   <source>fits {share:.0%}</source>
   <translation>passt zu {share:.0%}</translation>
  </message>
  <message>
   <source>words {share:.0%} of the best</source>
   <translation>Wörter {share:.0%} der besten</translation>
  </message>
  <message>
   <source>meaning {share:.0%}</source>
   <translation>Bedeutung {share:.0%}</translation>
  </message>
  <message>
   <source>read {share:.0%}</source>
   <translation>gelesen {share:.0%}</translation>
  </message>
  <message>
   <source>None were found.</source>
   <translation>Es wurden keine gefunden.</translation>
  </message>
  <message>
   <source>with none of the question’s words</source>
   <translation>mit keinem Wort der Frage</translation>
  </message>
  <message>
   <source>with the words: {words}</source>
   <translation>mit den Wörtern: {words}</translation>
  </message>
  <message>
   <source>[not found in the documents]</source>
   <translation>[in den Dokumenten nicht gefunden]</translation>
  </message>
  <message>
   <source>{place} (not found there word for word)</source>
   <translation>{place} (dort nicht Wort für Wort gefunden)</translation>
  </message>
  <message>
   <source>{place} (page {page} of the file)</source>
   <translation>{place} (Seite {page} der Datei)</translation>
  </message>
 </context>
 <context>
  <name>octavo.cli.insight_text</name>
  <message>
   <source>There are no whole sentences in it to quote.</source>
   <translation>Es enthält keine ganzen Sätze, die sich zitieren ließen.</translation>
  </message>
  <message>
   <source>It does not seem to cover this.</source>
   <translation>Dazu scheint es nichts zu enthalten.</translation>
  </message>
  <message>
   <source>Its closest pages:</source>
   <translation>Die nächstliegenden Seiten:</translation>
  </message>
  <message>
   <source>The model wrote nothing that says something of it.</source>
   <translation>Das Modell hat nichts geschrieben, das etwas darüber sagt.</translation>
  </message>
  <message>
   <source>[not found in the document]</source>
   <translation>[im Dokument nicht gefunden]</translation>
  </message>
  <message>
   <source>By section</source>
   <translation>Nach Abschnitten</translation>
  </message>
  <message>
   <source>Key terms: {terms}</source>
   <translation>Wichtige Begriffe: {terms}</translation>
  </message>
  <message>
   <source>Questions that it answers</source>
   <translation>Fragen, die es beantwortet</translation>
  </message>
  <message>
   <source>Part by part</source>
   <translation>Teil für Teil</translation>
  </message>
  <message>
   <source>written by {model}, checked against the document</source>
   <translation>geschrieben von {model}, mit dem Dokument verglichen</translation>
  </message>
  <message numerus="yes">
   <source>{name} · {n:,} pages</source>
   <extracomment>for one: {name} · {n} page</extracomment>
   <translation>
    <numerusform>{name} · {n} Seite</numerusform>
    <numerusform>{name} · {n:,} Seiten</numerusform>
   </translation>
  </message>
  <message>
   <source>{place} (not found there word for word)</source>
   <translation>{place} (dort nicht Wort für Wort gefunden)</translation>
  </message>
 </context>
 <context>
  <name>octavo.client.caller</name>
  <message>
   <source>The server sends {name} round in circles.</source>
   <translation>Der Server schickt {name} im Kreis herum.</translation>
  </message>
  <message>
   <source>The answer to {name} is compressed, which was not asked for.</source>
   <translation>Die Antwort auf {name} ist komprimiert; darum wurde nicht gebeten.</translation>
  </message>
  <message>
   <source>The answer to {name} is larger than {most}.</source>
   <translation>Die Antwort auf {name} ist größer als {most}.</translation>
  </message>
  <message>
   <source>The request cannot be written as JSON: {error}.</source>
   <translation>Die Anfrage lässt sich nicht als JSON schreiben: {error}.</translation>
  </message>
  <message>
   <source>{name} was not done within {total:g} s.</source>
   <translation>{name} war nach {total:g} s nicht fertig.</translation>
  </message>
 </context>
 <context>
  <name>octavo.client.failures</name>
  <message>
   <source>Check the access token.</source>
   <translation>Prüfen Sie das Zugriffstoken.</translation>
  </message>
  <message>
   <source>The access token does not allow this.</source>
   <translation>Das Zugriffstoken erlaubt das nicht.</translation>
  </message>
  <message>
   <source>Wait a little, then try again.</source>
   <translation>Warten Sie etwas und versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>{host} did not take the connection in time ({where}).</source>
   <translation>{host} hat die Verbindung nicht rechtzeitig angenommen ({where}).</translation>
  </message>
  <message>
   <source>Check the address and the network, then try again.</source>
   <translation>Prüfen Sie Adresse und Netz und versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>{host} did not answer in time ({where}).</source>
   <translation>{host} hat nicht rechtzeitig geantwortet ({where}).</translation>
  </message>
  <message>
   <source>{host} cannot be reached: {reason} ({where}).</source>
   <translation>{host} ist nicht zu erreichen: {reason} ({where}).</translation>
  </message>
  <message>
   <source>The connection to {host} broke: {reason} ({where}).</source>
   <translation>Die Verbindung zu {host} brach ab: {reason} ({where}).</translation>
  </message>
  <message>
   <source>Try again later.</source>
   <translation>Versuchen Sie es später noch einmal.</translation>
  </message>
  <message>
   <source>The server answered with status {status}{phrase}.</source>
   <translation>Der Server hat mit Status {status}{phrase} geantwortet.</translation>
  </message>
  <message>
   <source>The server sends this request on to {target}, which is not followed.</source>
   <translation>Der Server verweist diese Anfrage an {target}; dem wird nicht gefolgt.</translation>
  </message>
  <message>
   <source>If that is the right place, set the address to it.</source>
   <translation>Wenn das der richtige Ort ist, tragen Sie ihn als Adresse ein.</translation>
  </message>
  <message>
   <source> as {kind}</source>
   <translation> als {kind}</translation>
  </message>
  <message>
   <source>The answer to {where} came{kind} and makes no sense: {reason}.</source>
   <translation>Die Antwort auf {where} kam{kind} und ergibt keinen Sinn: {reason}.</translation>
  </message>
 </context>
 <context>
  <name>octavo.client.object_stream</name>
  <message>
   <source>The stream of {name} is too large: {error}.</source>
   <translation>Der Datenstrom von {name} ist zu groß: {error}.</translation>
  </message>
  <message>
   <source>The stream of {name} broke off before its end.</source>
   <translation>Der Datenstrom von {name} brach vor seinem Ende ab.</translation>
  </message>
  <message>
   <source>The answer to {name} is {kind}, not a stream of events.</source>
   <translation>Die Antwort auf {name} ist {kind} und kein Ereignisstrom.</translation>
  </message>
  <message>
   <source>of no kind</source>
   <translation>ohne Art</translation>
  </message>
 </context>
 <context>
  <name>octavo.client.paging</name>
  <message>
   <source>The server says that a list goes on, but not where.</source>
   <translation>Der Server sagt, dass eine Liste weitergeht, aber nicht, wo.</translation>
  </message>
 </context>
 <context>
  <name>octavo.client.resources.runs</name>
  <message>
   <source>completed</source>
   <translation>abgeschlossen</translation>
  </message>
  <message>
   <source>incomplete</source>
   <translation>unvollständig</translation>
  </message>
  <message>
   <source>cancelled</source>
   <translation>abgebrochen</translation>
  </message>
  <message>
   <source>expired</source>
   <translation>abgelaufen</translation>
  </message>
  <message>
   <source>failed</source>
   <translation>fehlgeschlagen</translation>
  </message>
  <message>
   <source>The run {id} waits for outputs of {names}.</source>
   <translation>Der Lauf {id} wartet auf Ergebnisse von {names}.</translation>
  </message>
  <message>
   <source>No answer</source>
   <translation>Keine Antwort</translation>
  </message>
  <message>
   <source>Submit them, or cancel the run: its thread is locked until then.</source>
   <translation>Geben Sie sie oder brechen Sie den Lauf ab: bis dahin ist sein Gespräch gesperrt.</translation>
  </message>
  <message>
   <source>The run ended as {status}{reason}</source>
   <translation>Der Lauf ist {status}{reason}</translation>
  </message>
  <message>
   <source>The run ended as {status} without an answer.</source>
   <translation>Der Lauf ist {status} und hat keine Antwort.</translation>
  </message>
 </context>
 <context>
  <name>octavo.client.streams</name>
  <message>
   <source>The stream of {name} broke off before its end.</source>
   <translation>Der Datenstrom von {name} brach vor seinem Ende ab.</translation>
  </message>
  <message>
   <source>The stream of {name} is too large: {error}.</source>
   <translation>Der Datenstrom von {name} ist zu groß: {error}.</translation>
  </message>
  <message>
   <source>The answer to {name} is {kind}, not a stream of events.</source>
   <translation>Die Antwort auf {name} ist {kind} und kein Ereignisstrom.</translation>
  </message>
 </context>
 <context>
  <name>octavo.client.transport</name>
  <message>
   <source>The client is closed.</source>
   <translation>Der Client ist geschlossen.</translation>
  </message>
 </context>
 <context>
  <name>octavo.client.upload</name>
  <message>
   <source>Content without a path needs a file name.</source>
   <translation>Inhalt ohne Pfad braucht einen Dateinamen.</translation>
  </message>
  <message>
   <source>{name} changed while it was read.</source>
   <translation>{name} hat sich geändert, während die Datei gelesen wurde.</translation>
  </message>
  <message>
   <source>Try again.</source>
   <translation>Versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>{name} is not a file.</source>
   <translation>{name} ist keine Datei.</translation>
  </message>
  <message>
   <source>{name} is larger than {value} MB.</source>
   <translation>{name} ist größer als {value} MB.</translation>
  </message>
  <message>
   <source>{name} cannot be read: {reason}.</source>
   <translation>{name} kann nicht gelesen werden: {reason}.</translation>
  </message>
 </context>
 <context>
  <name>octavo.client.waiters</name>
  <message>
   <source>{what} was not ready within {deadline:g} s.</source>
   <translation>{what} war nach {deadline:g} s nicht bereit.</translation>
  </message>
 </context>
 <context>
  <name>octavo.data_changes</name>
  <message>
   <source>The data of before the upgrade</source>
   <translation>Die Daten von vor der Aktualisierung</translation>
  </message>
  <message>
   <source>The backup is restored</source>
   <translation>Die Sicherung ist wiederhergestellt</translation>
  </message>
  <message>
   <source>Octavo is portable now</source>
   <translation>Octavo ist jetzt portabel</translation>
  </message>
  <message>
   <source>The data was moved</source>
   <translation>Die Daten wurden verschoben</translation>
  </message>
  <message>
   <source>Copying: {share:.0%}</source>
   <translation>Kopieren: {share:.0%}</translation>
  </message>
  <message>
   <source>Comparing: {share:.0%}</source>
   <translation>Vergleichen: {share:.0%}</translation>
  </message>
  <message>
   <source>Moving everything</source>
   <translation>Alles wird verschoben</translation>
  </message>
  <message>
   <source>From “{source}” to “{target}”.</source>
   <translation>Von „{source}“ nach „{target}“.</translation>
  </message>
  <message>
   <source>The data was moved, but Octavo is not portable</source>
   <translation>Die Daten sind verschoben, aber Octavo ist nicht portabel</translation>
  </message>
  <message>
   <source>Until it is portable, each start finds the data where it is now.</source>
   <translation>Bis dahin findet jeder Start die Daten dort, wo sie jetzt sind.</translation>
  </message>
  <message>
   <source>Octavo is portable, but a note of where the data was is left</source>
   <translation>Octavo ist portabel, aber eine Notiz, wo die Daten waren, ist noch da</translation>
  </message>
  <message>
   <source>Delete that file: it is of no use any more.</source>
   <translation>Löschen Sie diese Datei: Sie wird nicht mehr gebraucht.</translation>
  </message>
 </context>
 <context>
  <name>octavo.data_place</name>
  <message>
   <source>The data folder is not there</source>
   <translation>Der Datenordner ist nicht da</translation>
  </message>
  <message>
   <source>This Octavo is portable: its data lies beside it.</source>
   <translation>Dieses Octavo ist portabel: Seine Daten liegen neben ihm.</translation>
  </message>
  <message>
   <source>Move the whole folder, or delete “{marker}” first.</source>
   <translation>Verschieben Sie den ganzen Ordner, oder löschen Sie zuerst „{marker}“.</translation>
  </message>
  <message>
   <source>“{path}” cannot be written: {value}.</source>
   <translation>„{path}“ lässt sich nicht schreiben: {value}.</translation>
  </message>
  <message>
   <source>It notes where the data is. Make the folder writable, then try again.</source>
   <translation>Dort steht, wo die Daten liegen. Machen Sie den Ordner beschreibbar und versuchen Sie es erneut.</translation>
  </message>
  <message>
   <source>The data was moved to “{path}”, and that is not there now.</source>
   <translation>Die Daten wurden nach „{path}“ verschoben, und das ist jetzt nicht da.</translation>
  </message>
  <message>
   <source>Connect the disk that it is on and try again. If it has another place now, tell Octavo on a terminal: octavo data use FOLDER</source>
   <translation>Verbinden Sie den Datenträger, auf dem der Ordner liegt, und versuchen Sie es erneut. Liegt er jetzt woanders, sagen Sie es Octavo in einem Terminal: octavo data use ORDNER</translation>
  </message>
  <message>
   <source>“{path}”, which notes where the data is, cannot be read.</source>
   <translation>„{path}“, worin steht, wo die Daten liegen, kann nicht gelesen werden.</translation>
  </message>
  <message>
   <source>Tell Octavo on a terminal where it is: octavo data use FOLDER</source>
   <translation>Sagen Sie Octavo in einem Terminal, wo sie liegen: octavo data use ORDNER</translation>
  </message>
 </context>
 <context>
  <name>octavo.days</name>
  <message>
   <source>January</source>
   <translation>Januar</translation>
  </message>
  <message>
   <source>February</source>
   <translation>Februar</translation>
  </message>
  <message>
   <source>March</source>
   <translation>März</translation>
  </message>
  <message>
   <source>April</source>
   <translation>April</translation>
  </message>
  <message>
   <source>May</source>
   <translation>Mai</translation>
  </message>
  <message>
   <source>June</source>
   <translation>Juni</translation>
  </message>
  <message>
   <source>July</source>
   <translation>Juli</translation>
  </message>
  <message>
   <source>August</source>
   <translation>August</translation>
  </message>
  <message>
   <source>September</source>
   <translation>September</translation>
  </message>
  <message>
   <source>October</source>
   <translation>Oktober</translation>
  </message>
  <message>
   <source>November</source>
   <translation>November</translation>
  </message>
  <message>
   <source>December</source>
   <translation>Dezember</translation>
  </message>
  <message>
   <source>{day} {month} {year}</source>
   <translation>{day}. {month} {year}</translation>
  </message>
  <message>
   <source>{day}, {time}</source>
   <translation>{day}, {time} Uhr</translation>
  </message>
  <message>
   <source>{month} {year}</source>
   <translation>{month} {year}</translation>
  </message>
 </context>
 <context>
  <name>octavo.engine.answer.elsewhere</name>
  <message>
   <source>At least {n:,} more documents have such a clause: {names}. Name one in the question to read it there.</source>
   <translation>Mindestens {n:,} weitere Dokumente haben eine solche Klausel: {names}. Nennen Sie eines davon in der Frage, um sie dort zu lesen.</translation>
  </message>
  <message numerus="yes">
   <source>{n:,} more documents have such a clause: {names}. Name one in the question to read it there.</source>
   <extracomment>for one: {n} more document has such a clause: {names}. Name it in the question to read it there.</extracomment>
   <translation>
    <numerusform>{n} weiteres Dokument hat eine solche Klausel: {names}. Nennen Sie es in der Frage, um sie dort zu lesen.</numerusform>
    <numerusform>{n:,} weitere Dokumente haben eine solche Klausel: {names}. Nennen Sie eines davon in der Frage, um sie dort zu lesen.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>octavo.engine.answer.generative</name>
  <message>
   <source>Instead, this is what the documents say word for word:</source>
   <translation>Stattdessen steht hier, was die Dokumente wörtlich sagen:</translation>
  </message>
  <message>
   <source>There is no model “{name}” any more.</source>
   <translation>Es gibt kein Modell „{name}“ mehr.</translation>
  </message>
  <message>
   <source>“{model}” wrote no answer.</source>
   <translation>„{model}“ hat keine Antwort geschrieben.</translation>
  </message>
 </context>
 <context>
  <name>octavo.engine.answer.models</name>
  <message>
   <source>The model '{name}' does not exist here. GET /models lists those that do: name one of them in the request, or in its assistant.</source>
   <translation>Das Modell „{name}“ gibt es hier nicht. GET /models listet auf, welche es gibt: Nennen Sie eines davon in der Anfrage oder beim Assistenten.</translation>
  </message>
 </context>
 <context>
  <name>octavo.engine.answer.overview</name>
  <message>
   <source>Hello. Ask what you want to know of your documents: an amount, a date, a name, a clause. “Summarise this” and “Which documents do I have?” can be asked, too.</source>
   <translation>Guten Tag. Fragen Sie, was Sie aus Ihren Dokumenten wissen wollen: einen Betrag, ein Datum, einen Namen, eine Klausel. Auch „Fasse das zusammen“ und „Welche Dokumente habe ich?“ können Sie fragen.</translation>
  </message>
  <message>
   <source>You are welcome. Ask on whenever you like.</source>
   <translation>Gern geschehen. Fragen Sie weiter, wann immer Sie möchten.</translation>
  </message>
  <message>
   <source>Octavo looks in your documents for the sentences that answer your question, and quotes them with their pages. Ask for an amount, a date, a name, a definition or a clause, in your own words. “Summarise this”, “Summarise” with the name of a document, and “Which documents do I have?” can be asked, too.</source>
   <translation>Octavo sucht in Ihren Dokumenten die Sätze, die Ihre Frage beantworten, und zitiert sie mit ihren Seiten. Fragen Sie in eigenen Worten nach einem Betrag, einem Datum, einem Namen, einer Definition oder einer Klausel. Auch „Fasse das zusammen“, „Fasse … zusammen“ mit dem Namen eines Dokuments und „Welche Dokumente habe ich?“ können Sie fragen.</translation>
  </message>
  <message>
   <source>None of these documents has whole sentences that could stand for it. Ask for what you want to know of them, such as an amount or a date.</source>
   <translation>Keines dieser Dokumente hat ganze Sätze, die für das Ganze stehen könnten. Fragen Sie nach dem, was Sie wissen wollen, etwa nach einem Betrag oder Datum.</translation>
  </message>
  <message>
   <source>“{name}” has no whole sentences that could stand for it. Ask for what you want to know of it, such as an amount or a date.</source>
   <translation>„{name}“ hat keine ganzen Sätze, die für das Ganze stehen könnten. Fragen Sie nach dem, was Sie wissen wollen, etwa nach einem Betrag oder Datum.</translation>
  </message>
  <message numerus="yes">
   <source>You can ask about {n:,} documents:</source>
   <extracomment>for one: You can ask about {n:,} document:</extracomment>
   <translation>
    <numerusform>Sie können zu {n:,} Dokument fragen:</numerusform>
    <numerusform>Sie können zu {n:,} Dokumenten fragen:</numerusform>
   </translation>
  </message>
  <message>
   <source>You can ask about {count:,} documents. These are the first {shown}:</source>
   <translation>Sie können zu {count:,} Dokumenten fragen. Dies sind die ersten {shown}:</translation>
  </message>
  <message>
   <source>“{name}” in sentences of its own. Its summary section by section is in the document’s menu; on the command line, octavo summarise gives it.</source>
   <translation>„{name}“ in eigenen Sätzen. Die Zusammenfassung Abschnitt für Abschnitt steht im Menü des Dokuments; auf der Befehlszeile gibt sie octavo summarise.</translation>
  </message>
  <message>
   <source>{count} documents, each in sentences of its own.</source>
   <translation>{count} Dokumente, jedes in eigenen Sätzen.</translation>
  </message>
  <message>
   <source>For more of one, name it: “Summarise {name}”.</source>
   <translation>Mehr zu einem erfahren Sie, wenn Sie es nennen: „Fasse {name} zusammen“.</translation>
  </message>
  <message>
   <source>The first {shown} of {count} documents, each in sentences of its own.</source>
   <translation>Die ersten {shown} von {count} Dokumenten, jedes in eigenen Sätzen.</translation>
  </message>
  <message>
   <source>For another one, name it: “Summarise {name}”.</source>
   <translation>Für ein anderes nennen Sie es: „Fasse {name} zusammen“.</translation>
  </message>
 </context>
 <context>
  <name>octavo.engine.answer.passing_completer</name>
  <message>
   <source>There is no model “{name}” any more.</source>
   <translation>Es gibt kein Modell „{name}“ mehr.</translation>
  </message>
 </context>
 <context>
  <name>octavo.engine.answer.quoting</name>
  <message>
   <source>The model {name} quotes and cannot write after a schema: ask for json_object or text, or choose another model.</source>
   <translation>Das Modell {name} zitiert und kann nicht nach einem Schema schreiben: Verlangen Sie json_object oder text, oder wählen Sie ein anderes Modell.</translation>
  </message>
 </context>
 <context>
  <name>octavo.engine.evaluation.questions</name>
  <message>
   <source>octavo eval --help says what the file has to look like.</source>
   <translation>octavo eval --help sagt, wie die Datei aussehen muss.</translation>
  </message>
  <message>
   <source>The questions in {path} cannot be read: {reason}.</source>
   <translation>Die Fragen in {path} können nicht gelesen werden: {reason}.</translation>
  </message>
  <message>
   <source>{path} is not JSON: it is no text in UTF-8.</source>
   <translation>{path} ist kein JSON: Es ist kein Text in UTF-8.</translation>
  </message>
  <message>
   <source>{path} is not JSON: line {line} is wrong at character {column}.</source>
   <translation>{path} ist kein JSON: Zeile {line} ist ab Zeichen {column} falsch.</translation>
  </message>
  <message>
   <source>{path} is not JSON that can be read.</source>
   <translation>{path} ist kein JSON, das sich lesen lässt.</translation>
  </message>
  <message>
   <source>There is no list of questions in {path}.</source>
   <translation>In {path} steht keine Liste von Fragen.</translation>
  </message>
  <message>
   <source>question {number}</source>
   <translation>Frage {number}</translation>
  </message>
  <message>
   <source>All questions in {path} are marked as image_only.</source>
   <translation>Alle Fragen in {path} sind mit image_only gekennzeichnet.</translation>
  </message>
  <message>
   <source>In the list, {name} is not an object.</source>
   <translation>In der Liste ist {name} kein Objekt.</translation>
  </message>
  <message>
   <source>In {name}, pdf has to be a file's name without a folder.</source>
   <translation>In {name} muss pdf ein Dateiname ohne Ordner sein.</translation>
  </message>
  <message>
   <source>In {name}, gold_pages has to be a list of pages from 1 on.</source>
   <translation>In {name} muss gold_pages eine Liste von Seiten ab 1 sein.</translation>
  </message>
  <message>
   <source>In {name}, {flag} has to be true or false.</source>
   <translation>In {name} muss {flag} true oder false sein.</translation>
  </message>
  <message>
   <source>In {name}, there is a field “{field}”; it has to be called {meant}.</source>
   <translation>In {name} gibt es ein Feld „{field}“; es muss {meant} heißen.</translation>
  </message>
  <message>
   <source>In {name}, {field} is missing or is no text.</source>
   <translation>In {name} fehlt {field} oder ist kein Text.</translation>
  </message>
  <message>
   <source>In {name}, answer has to be a text or a list of texts.</source>
   <translation>In {name} muss answer ein Text oder eine Liste von Texten sein.</translation>
  </message>
 </context>
 <context>
  <name>octavo.engine.expiry</name>
  <message>
   <source>The vector store “{name}” has expired.</source>
   <translation>Die Sammlung „{name}“ ist abgelaufen.</translation>
  </message>
 </context>
 <context>
  <name>octavo.engine.hosting.asking</name>
  <message>
   <source>names files that are not known here</source>
   <translation>nennt Dateien, die hier unbekannt sind</translation>
  </message>
  <message>
   <source>{host} does not have this collection any more.</source>
   <translation>{host} hat diese Sammlung nicht mehr.</translation>
  </message>
  <message>
   <source>Choose the host for it once more, to have it sent there anew.</source>
   <translation>Wählen Sie den Dienst noch einmal für sie, um sie neu dorthin zu senden.</translation>
  </message>
 </context>
 <context>
  <name>octavo.engine.hosting.lane</name>
  <message>
   <source>There is no provider for “{name}” here.</source>
   <translation>Einen Dienst für „{name}“ gibt es hier nicht.</translation>
  </message>
  <message>
   <source>The files lie at {before}, but “{name}” is at {origin} now.</source>
   <translation>Die Dateien liegen bei {before}, „{name}“ ist jetzt aber {origin}.</translation>
  </message>
  <message>
   <source>Set the provider’s address back, or delete them at the host yourself.</source>
   <translation>Stellen Sie die Adresse des Dienstes zurück, oder löschen Sie sie dort selbst.</translation>
  </message>
  <message>
   <source>The file is too large for a host.</source>
   <translation>Die Datei ist für einen Dienst zu groß.</translation>
  </message>
 </context>
 <context>
  <name>octavo.engine.http</name>
  <message>
   <source>There is nothing with the id “{id}” here any more.</source>
   <translation>Unter der Kennung „{id}“ gibt es hier nichts mehr.</translation>
  </message>
 </context>
 <context>
  <name>octavo.engine.ingest.jobs</name>
  <message>
   <source>An unexpected error happened while this file was read.</source>
   <translation>Beim Lesen dieser Datei trat ein unerwarteter Fehler auf.</translation>
  </message>
  <message>
   <source>Its pages say why text recognition did not help.</source>
   <translation>Ihre Seiten sagen, warum die Texterkennung nicht half.</translation>
  </message>
 </context>
 <context>
  <name>octavo.engine.ingest.reading</name>
  <message>
   <source>The content of “{name}” cannot be read: {strerror}.</source>
   <translation>Der Inhalt von „{name}“ kann nicht gelesen werden: {strerror}.</translation>
  </message>
  <message>
   <source>Add the file again.</source>
   <translation>Fügen Sie die Datei noch einmal hinzu.</translation>
  </message>
  <message>
   <source>“{name}” is of an unknown kind. Octavo does not read it.</source>
   <translation>„{name}“ ist von unbekannter Art. Octavo liest diese Datei nicht.</translation>
  </message>
  <message>
   <source>Octavo reads PDF and text files, Markdown among them. Save it as one of these.</source>
   <translation>Octavo liest PDF- und Textdateien, auch Markdown. Speichern Sie die Datei in einem dieser Formate.</translation>
  </message>
 </context>
 <context>
  <name>octavo.engine.ingest.text_files</name>
  <message>
   <source>“{name}” has more than {most_pages:,} pages of {page:,} characters.</source>
   <translation>„{name}“ hat mehr als {most_pages:,} Seiten zu {page:,} Zeichen.</translation>
  </message>
  <message>
   <source>Split it into several files.</source>
   <translation>Teilen Sie sie in mehrere Dateien auf.</translation>
  </message>
  <message>
   <source>“{name}” is empty: there is no text in it.</source>
   <translation>„{name}“ ist leer: Es steht kein Text darin.</translation>
  </message>
  <message>
   <source>Was the copy interrupted?</source>
   <translation>Wurde das Kopieren unterbrochen?</translation>
  </message>
  <message>
   <source>“{name}” is not text that Octavo can read.</source>
   <translation>„{name}“ ist kein lesbarer Text.</translation>
  </message>
  <message>
   <source>Octavo reads PDF and text files (UTF-8, UTF-16 or Windows-1252).</source>
   <translation>Octavo liest PDF- und Textdateien (UTF-8, UTF-16 oder Windows-1252).</translation>
  </message>
 </context>
 <context>
  <name>octavo.engine.insight.finders</name>
  <message>
   <source>The summary of this document takes too long.</source>
   <translation>Die Zusammenfassung dieses Dokuments dauert zu lange.</translation>
  </message>
 </context>
 <context>
  <name>octavo.engine.insight.part</name>
  <message>
   <source>There is no section {section} in this file's outline, or it is not read yet.</source>
   <translation>Einen Abschnitt {section} gibt es in der Gliederung dieser Datei nicht, oder er ist noch nicht gelesen.</translation>
  </message>
 </context>
 <context>
  <name>octavo.engine.insight.written</name>
  <message>
   <source>Nothing of “{name}” is read yet.</source>
   <translation>Von „{name}“ ist noch nichts gelesen.</translation>
  </message>
  <message>
   <source>There is no text in “{name}” to summarise.</source>
   <translation>„{name}“ enthält keinen Text, der sich zusammenfassen ließe.</translation>
  </message>
 </context>
 <context>
  <name>octavo.engine.lock</name>
  <message>
   <source>Another Octavo is working in “{path}”.</source>
   <translation>Ein anderes Octavo arbeitet in „{path}“.</translation>
  </message>
  <message>
   <source>Use the one that is open, or choose another data folder.</source>
   <translation>Verwenden Sie das offene, oder wählen Sie einen anderen Datenordner.</translation>
  </message>
  <message>
   <source>“{path}” is a file, and the data needs a folder.</source>
   <translation>„{path}“ ist eine Datei; die Daten brauchen einen Ordner.</translation>
  </message>
  <message>
   <source>Choose a folder that you may write to.</source>
   <translation>Wählen Sie einen Ordner, in den Sie schreiben dürfen.</translation>
  </message>
  <message>
   <source>The data folder “{path}” cannot be used: {value}.</source>
   <translation>Der Datenordner „{path}“ lässt sich nicht verwenden: {value}.</translation>
  </message>
 </context>
 <context>
  <name>octavo.engine.reports</name>
  <message numerus="yes">
   <source>All of its {n} pages are blank.</source>
   <extracomment>for one: Its only page is blank.</extracomment>
   <translation>
    <numerusform>Die einzige Seite ist leer.</numerusform>
    <numerusform>Alle {n} Seiten sind leer.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>There is no readable text on any of its {n} pages.</source>
   <extracomment>for one: There is no readable text on its only page.</extracomment>
   <translation>
    <numerusform>Auf der einzigen Seite steht kein lesbarer Text.</numerusform>
    <numerusform>Auf keiner der {n} Seiten steht lesbarer Text.</numerusform>
   </translation>
  </message>
  <message>
   <source>Its properties say why.</source>
   <translation>Ihre Eigenschaften sagen, warum.</translation>
  </message>
 </context>
 <context>
  <name>octavo.engine.reranking</name>
  <message>
   <source>The reranker “{name}” is in use, but its files in “{path}” are gone.</source>
   <translation>Der Reranker „{name}“ ist in Gebrauch, aber seine Dateien in „{path}“ sind weg.</translation>
  </message>
  <message>
   <source>Get it again, or use none: see Models on this computer.</source>
   <translation>Holen Sie ihn noch einmal, oder benutzen Sie keinen: siehe Modelle auf diesem Computer.</translation>
  </message>
 </context>
 <context>
  <name>octavo.engine.routes.embeddings</name>
  <message>
   <source>An unexpected error happened while passages were embedded.</source>
   <translation>Beim Einbetten von Textstellen ist ein unerwarteter Fehler aufgetreten.</translation>
  </message>
 </context>
 <context>
  <name>octavo.engine.routes.locks</name>
  <message>
   <source>The password for “{name}” is not right.</source>
   <translation>Das Passwort für „{name}“ stimmt nicht.</translation>
  </message>
 </context>
 <context>
  <name>octavo.engine.running.execution</name>
  <message>
   <source>An unexpected error happened while the answer was made.</source>
   <translation>Beim Erstellen der Antwort ist ein unerwarteter Fehler aufgetreten.</translation>
  </message>
  <message>
   <source>Octavo has no code interpreter: remove the tool and ask again.</source>
   <translation>Octavo kann keinen Code ausführen: Entfernen Sie das Werkzeug und fragen Sie noch einmal.</translation>
  </message>
 </context>
 <context>
  <name>octavo.engine.running.recovery</name>
  <message>
   <source>Octavo was closed before this answer was complete. Ask again.</source>
   <translation>Octavo wurde geschlossen, bevor diese Antwort vollständig war. Fragen Sie noch einmal.</translation>
  </message>
  <message>
   <source>The end of this answer could not be saved. Ask again.</source>
   <translation>Das Ende dieser Antwort konnte nicht gespeichert werden. Fragen Sie noch einmal.</translation>
  </message>
 </context>
 <context>
  <name>octavo.engine.running.turns</name>
  <message>
   <source>The last {count} messages of the thread, which truncation_strategy leaves, hold no question: let it leave more.</source>
   <translation>Die letzten {count} Nachrichten des Gesprächs, die truncation_strategy übrig lässt, enthalten keine Frage: Lassen Sie mehr übrig.</translation>
  </message>
  <message>
   <source>The thread has no question yet: add a message of the user.</source>
   <translation>Das Gespräch hat noch keine Frage: Fügen Sie eine Nachricht des Benutzers hinzu.</translation>
  </message>
 </context>
 <context>
  <name>octavo.engine.store.folder_blobs</name>
  <message>
   <source>The file is larger than {value}.</source>
   <translation>Die Datei ist größer als {value}.</translation>
  </message>
 </context>
 <context>
  <name>octavo.engine.store.sqlite_faults</name>
  <message>
   <source>There is no space left to write to {path}.</source>
   <translation>Es ist kein Platz mehr, um in {path} zu schreiben.</translation>
  </message>
  <message>
   <source>{path} cannot be written to.</source>
   <translation>In {path} lässt sich nicht schreiben.</translation>
  </message>
  <message>
   <source>Give yourself the right to write there, or choose another data folder.</source>
   <translation>Geben Sie sich dort das Recht zu schreiben, oder wählen Sie einen anderen Datenordner.</translation>
  </message>
  <message>
   <source>{path} cannot be used: {value}.</source>
   <translation>{path} lässt sich nicht verwenden: {value}.</translation>
  </message>
  <message>
   <source>{path} is damaged or is not Octavo's: {detail}.</source>
   <translation>{path} ist beschädigt oder gehört nicht zu Octavo: {detail}.</translation>
  </message>
  <message>
   <source>Restore it from a copy, or move it away to begin with an empty one.</source>
   <translation>Stellen Sie die Datei aus einer Kopie wieder her, oder legen Sie sie woanders hin, um leer zu beginnen.</translation>
  </message>
  <message>
   <source>Another program is working in {path}.</source>
   <translation>Ein anderes Programm arbeitet in {path}.</translation>
  </message>
  <message>
   <source>Close it, then try again.</source>
   <translation>Schließen Sie es, und versuchen Sie es dann noch einmal.</translation>
  </message>
  <message>
   <source>{path} cannot be written to: {error}.</source>
   <translation>In {path} lässt sich nicht schreiben: {error}.</translation>
  </message>
  <message>
   <source>{path} cannot be read: {error}.</source>
   <translation>{path} lässt sich nicht lesen: {error}.</translation>
  </message>
  <message>
   <source>{path} cannot be opened: {error}.</source>
   <translation>{path} lässt sich nicht öffnen: {error}.</translation>
  </message>
 </context>
 <context>
  <name>octavo.engine.store.sqlite_schema</name>
  <message>
   <source>it is a database of another program</source>
   <translation>es ist eine Datenbank eines anderen Programms</translation>
  </message>
  <message>
   <source>{path} was written by a newer Octavo (schema {version}; this one knows {newest}).</source>
   <translation>{path} wurde von einem neueren Octavo geschrieben (Schema {version}; dieses kennt {newest}).</translation>
  </message>
  <message>
   <source>Install the newer version, or go back to the copy of {day}, which was made before the upgrade.</source>
   <translation>Installieren Sie die neuere Version, oder kehren Sie zur Kopie vom {day} zurück, die vor der Umstellung angelegt wurde.</translation>
  </message>
 </context>
 <context>
  <name>octavo.errors</name>
  <message>
   <source>Something did not work</source>
   <translation>Etwas hat nicht funktioniert</translation>
  </message>
  <message>
   <source>This cannot be used</source>
   <translation>Das lässt sich nicht verwenden</translation>
  </message>
  <message>
   <source>The file cannot be saved</source>
   <translation>Die Datei lässt sich nicht speichern</translation>
  </message>
  <message>
   <source>Octavo is not complete</source>
   <translation>Octavo ist nicht vollständig</translation>
  </message>
  <message>
   <source>Install Octavo again.</source>
   <translation>Installieren Sie Octavo neu.</translation>
  </message>
  <message>
   <source>The data folder cannot be used</source>
   <translation>Der Datenordner lässt sich nicht verwenden</translation>
  </message>
  <message>
   <source>Octavo is already open</source>
   <translation>Octavo ist bereits geöffnet</translation>
  </message>
  <message>
   <source>This data belongs to a newer Octavo</source>
   <translation>Diese Daten gehören zu einer neueren Version von Octavo</translation>
  </message>
  <message>
   <source>Install the newer version, or choose another data folder.</source>
   <translation>Installieren Sie die neuere Version, oder wählen Sie einen anderen Datenordner.</translation>
  </message>
  <message>
   <source>Nothing can be saved</source>
   <translation>Es lässt sich nichts speichern</translation>
  </message>
  <message>
   <source>Free some space or choose another data folder, then try again.</source>
   <translation>Schaffen Sie Platz, oder wählen Sie einen anderen Datenordner; versuchen Sie es dann noch einmal.</translation>
  </message>
  <message>
   <source>A background process failed</source>
   <translation>Ein Hintergrundprozess ist ausgefallen</translation>
  </message>
  <message>
   <source>This file cannot be read</source>
   <translation>Diese Datei lässt sich nicht lesen</translation>
  </message>
  <message>
   <source>This is not a PDF</source>
   <translation>Das ist keine PDF-Datei</translation>
  </message>
  <message>
   <source>This PDF needs a password</source>
   <translation>Diese PDF-Datei braucht ein Passwort</translation>
  </message>
  <message>
   <source>This PDF is damaged</source>
   <translation>Diese PDF-Datei ist beschädigt</translation>
  </message>
  <message>
   <source>This file is empty</source>
   <translation>Diese Datei ist leer</translation>
  </message>
  <message>
   <source>This PDF is too hard to read</source>
   <translation>Diese PDF-Datei ist zu aufwendig zum Lesen</translation>
  </message>
  <message>
   <source>The model did not answer</source>
   <translation>Das Modell hat nicht geantwortet</translation>
  </message>
  <message>
   <source>New versions could not be looked for</source>
   <translation>Die Suche nach neuen Versionen ist fehlgeschlagen</translation>
  </message>
  <message>
   <source>The request failed</source>
   <translation>Die Anfrage ist fehlgeschlagen</translation>
  </message>
  <message>
   <source>No connection</source>
   <translation>Keine Verbindung</translation>
  </message>
  <message>
   <source>No answer in time</source>
   <translation>Keine Antwort innerhalb der Frist</translation>
  </message>
  <message>
   <source>The answer cannot be understood</source>
   <translation>Die Antwort ist nicht zu verstehen</translation>
  </message>
  <message>
   <source>This takes too long</source>
   <translation>Das dauert zu lange</translation>
  </message>
 </context>
 <context>
  <name>octavo.extras</name>
  <message>
   <source>This copy of Octavo is not whole: install Octavo again.</source>
   <translation>Diesem Octavo fehlt etwas: Installieren Sie Octavo neu.</translation>
  </message>
  <message>
   <source>Install it: {command}</source>
   <translation>So wird es installiert: {command}</translation>
  </message>
  <message>
   <source>Install it again: {command}</source>
   <translation>So wird es neu installiert: {command}</translation>
  </message>
 </context>
 <context>
  <name>octavo.going_back</name>
  <message>
   <source>Octavo works with the copy of {day}. What the newer version kept lies in “{aside}”; that version opens it with --data-dir.</source>
   <translation>Octavo arbeitet mit der Kopie vom {day}. Was die neuere Version aufbewahrt hat, liegt in „{aside}“; jene Version öffnet es mit --data-dir.</translation>
  </message>
  <message>
   <source>There is no data of Octavo in “{data_dir}”.</source>
   <translation>Es gibt keine Daten von Octavo in „{data_dir}“.</translation>
  </message>
  <message>
   <source>This version can work with the data in “{data_dir}” as it is.</source>
   <translation>Diese Version kann mit den Daten in „{data_dir}“ arbeiten, wie sie sind.</translation>
  </message>
  <message>
   <source>There is nothing to go back from.</source>
   <translation>Es gibt nichts, wovon man zurückkehren könnte.</translation>
  </message>
  <message>
   <source>There is no copy in “{data_dir}” that this version could go back to.</source>
   <translation>In „{data_dir}“ gibt es keine Kopie, zu der diese Version zurückkehren könnte.</translation>
  </message>
  <message>
   <source>Install the newer version, or choose another data folder.</source>
   <translation>Installieren Sie die neuere Version, oder wählen Sie einen anderen Datenordner.</translation>
  </message>
  <message>
   <source>it is a database of another program</source>
   <translation>es ist eine Datenbank eines anderen Programms</translation>
  </message>
 </context>
 <context>
  <name>octavo.handover</name>
  <message>
   <source>An Octavo window is open on “{path}” and does not answer.</source>
   <translation>Ein Fenster von Octavo ist mit „{path}“ geöffnet und antwortet nicht.</translation>
  </message>
  <message>
   <source>Close that window, then try again.</source>
   <translation>Schließen Sie dieses Fenster und versuchen Sie es dann noch einmal.</translation>
  </message>
  <message>
   <source>Close that window, or end its process (number {process}), then try again.</source>
   <translation>Schließen Sie dieses Fenster oder beenden Sie seinen Prozess (Nummer {process}) und versuchen Sie es dann noch einmal.</translation>
  </message>
 </context>
 <context>
  <name>octavo.keeping</name>
  <message>
   <source>All of it, {size:,.1f} MB, is copied to “{target}” and compared; then the old folder is emptied. Until that is done, nothing can be asked.</source>
   <translation>Alles, {size:,.1f} MB, wird nach „{target}“ kopiert und verglichen; dann wird der alte Ordner geleert. Bis das getan ist, kann nichts gefragt werden.</translation>
  </message>
  <message>
   <source>All of it, {size:,.1f} MB, is copied to “{target}” and compared; then the old folder is emptied. From then on everything is there, beside the program. Keys and passwords stay in the keychain of this computer and do not travel.</source>
   <translation>Alles, {size:,.1f} MB, wird nach „{target}“ kopiert und verglichen; dann wird der alte Ordner geleert. Von da an liegt alles dort, neben dem Programm. Schlüssel und Kennwörter bleiben im Schlüsselbund dieses Computers und reisen nicht mit.</translation>
  </message>
  <message>
   <source>Octavo works with the data in “{path}” already.</source>
   <translation>Octavo arbeitet schon mit den Daten in „{path}“.</translation>
  </message>
  <message>
   <source>The data folder was named when Octavo was started. Start it without, and it can be made portable.</source>
   <translation>Der Datenordner wurde beim Start von Octavo genannt. Starten Sie es ohne ihn, dann kann es portabel gemacht werden.</translation>
  </message>
 </context>
 <context>
  <name>octavo.missing_data</name>
  <message>
   <source>Connect the disk that it is on and try again, or choose the folder where it is now.</source>
   <translation>Schließen Sie den Datenträger an, auf dem er liegt, und versuchen Sie es erneut, oder wählen Sie den Ordner, in dem die Daten jetzt sind.</translation>
  </message>
  <message>
   <source>Where the data is now</source>
   <translation>Wo die Daten jetzt sind</translation>
  </message>
  <message>
   <source>Keep everything in another folder</source>
   <translation>Alles in einem anderen Ordner aufbewahren</translation>
  </message>
  <message>
   <source>Octavo keeps documents and threads in “{path}”.</source>
   <translation>Octavo bewahrt Dokumente und Gespräche in „{path}“ auf.</translation>
  </message>
  <message>
   <source>There is a library in “{path}”, which Octavo opens.</source>
   <translation>In „{path}“ gibt es eine Bibliothek, die Octavo öffnet.</translation>
  </message>
  <message>
   <source>That holds until it is closed: this start named another folder.</source>
   <translation>Das gilt, bis es geschlossen wird: Dieser Start hat einen anderen Ordner genannt.</translation>
  </message>
  <message>
   <source>Use this folder?</source>
   <translation>Diesen Ordner verwenden?</translation>
  </message>
  <message>
   <source>Use it</source>
   <translation>Verwenden</translation>
  </message>
  <message>
   <source>Octavo begins with an empty library in “{path}”. What is in “{missing}” is not touched: when it is there again, open it under “Data” in the settings.</source>
   <translation>Octavo beginnt mit einer leeren Bibliothek in „{path}“. Was in „{missing}“ ist, bleibt unberührt: Wenn es wieder da ist, öffnen Sie es in den Einstellungen unter „Daten“.</translation>
  </message>
  <message>
   <source>There is a library in “{path}”, which Octavo opens. What is in “{missing}” is not touched: when it is there again, open it under “Data” in the settings.</source>
   <translation>In „{path}“ gibt es eine Bibliothek, die Octavo öffnet. Was in „{missing}“ ist, bleibt unberührt: Wenn es wieder da ist, öffnen Sie es in den Einstellungen unter „Daten“.</translation>
  </message>
  <message>
   <source>Go on without this data?</source>
   <translation>Ohne diese Daten weitermachen?</translation>
  </message>
  <message>
   <source>Go on without it</source>
   <translation>Ohne weitermachen</translation>
  </message>
 </context>
 <context>
  <name>octavo.models.inside</name>
  <message>
   <source>The language model's file {name} cannot be read.</source>
   <translation>Die Datei {name} des Sprachmodells kann nicht gelesen werden.</translation>
  </message>
  <message>
   <source>The language model's file {name} is damaged.</source>
   <translation>Die Datei {name} des Sprachmodells ist beschädigt.</translation>
  </message>
 </context>
 <context>
  <name>octavo.models.judging</name>
  <message>
   <source>Remove the model and get it again, or use none.</source>
   <translation>Entfernen Sie das Modell und holen Sie es neu, oder verwenden Sie keines.</translation>
  </message>
  <message>
   <source>The model's file {name} cannot be read.</source>
   <translation>Die Datei {name} des Modells lässt sich nicht lesen.</translation>
  </message>
  <message>
   <source>The model's file {name} is damaged.</source>
   <translation>Die Datei {name} des Modells ist beschädigt.</translation>
  </message>
  <message>
   <source>{name} is no model that judges how well a text answers a question.</source>
   <translation>{name} ist kein Modell, das beurteilt, wie gut ein Text eine Frage beantwortet.</translation>
  </message>
  <message>
   <source>{name} is not the tokenizer of a model.</source>
   <translation>{name} ist nicht der Tokenizer eines Modells.</translation>
  </message>
 </context>
 <context>
  <name>octavo.moving.copying</name>
  <message>
   <source>The data was not moved</source>
   <translation>Die Daten wurden nicht verschoben</translation>
  </message>
  <message>
   <source>“{path}” is not as it was written: the disk does not keep what is written to it.</source>
   <translation>„{path}“ ist nicht so, wie es geschrieben wurde: Der Datenträger behält nicht, was auf ihn geschrieben wird.</translation>
  </message>
  <message>
   <source>Nothing was changed. Choose a folder on another disk.</source>
   <translation>Nichts wurde geändert. Wählen Sie einen Ordner auf einem anderen Datenträger.</translation>
  </message>
  <message>
   <source>Moving was stopped. Everything is in “{path}” as before.</source>
   <translation>Das Verschieben wurde abgebrochen. Alles liegt wie zuvor in „{path}“.</translation>
  </message>
  <message>
   <source>“{path}” is a link to something elsewhere.</source>
   <translation>„{path}“ verweist auf etwas, das woanders liegt.</translation>
  </message>
  <message>
   <source>Put the files themselves in its place, then try again.</source>
   <translation>Setzen Sie die Dateien selbst an seine Stelle und versuchen Sie es erneut.</translation>
  </message>
  <message>
   <source>There is no space left for “{path}”.</source>
   <translation>Für „{path}“ ist kein Platz mehr.</translation>
  </message>
  <message>
   <source>Nothing was changed. Free some space, or choose another folder.</source>
   <translation>Nichts wurde geändert. Schaffen Sie Platz oder wählen Sie einen anderen Ordner.</translation>
  </message>
  <message>
   <source>“{path}” cannot be written: {value}.</source>
   <translation>„{path}“ lässt sich nicht schreiben: {value}.</translation>
  </message>
  <message>
   <source>Nothing was changed. Choose a folder that you may write to.</source>
   <translation>Nichts wurde geändert. Wählen Sie einen Ordner, in den Sie schreiben dürfen.</translation>
  </message>
 </context>
 <context>
  <name>octavo.moving.giving_up</name>
  <message>
   <source>There is no data of Octavo in “{data_dir}”.</source>
   <translation>Es gibt keine Daten von Octavo in „{data_dir}“.</translation>
  </message>
  <message>
   <source>To move the data there: octavo data move FOLDER</source>
   <translation>Um die Daten dorthin zu verschieben: octavo data move ORDNER</translation>
  </message>
  <message>
   <source>Moving data to “{path}” was not finished.</source>
   <translation>Das Verschieben von Daten nach „{path}“ wurde nicht abgeschlossen.</translation>
  </message>
  <message>
   <source>Use the folder that it was to come from, or choose another.</source>
   <translation>Verwenden Sie den Ordner, aus dem sie kommen sollten, oder wählen Sie einen anderen.</translation>
  </message>
  <message>
   <source>Moving data to “{path}” was not finished. Everything is still in “{source}”.</source>
   <translation>Das Verschieben von Daten nach „{path}“ wurde nicht abgeschlossen. Alles liegt noch in „{source}“.</translation>
  </message>
  <message>
   <source>Use that folder, and move it again if you like.</source>
   <translation>Verwenden Sie jenen Ordner, und verschieben Sie ihn erneut, wenn Sie möchten.</translation>
  </message>
 </context>
 <context>
  <name>octavo.moving.looking</name>
  <message>
   <source>There is no data of Octavo in “{data_dir}”.</source>
   <translation>Es gibt keine Daten von Octavo in „{data_dir}“.</translation>
  </message>
  <message>
   <source>It is the folder with the file “{name}” in it. Choose that one.</source>
   <translation>Es ist der Ordner, in dem die Datei „{name}“ liegt. Wählen Sie diesen.</translation>
  </message>
 </context>
 <context>
  <name>octavo.moving.moving</name>
  <message numerus="yes">
   <source>{n:,} files, {size:,.1f} MB, are in “{target}” now, each compared with what it was before.</source>
   <extracomment>for one: {n} file, {size:,.1f} MB, is in “{target}” now, compared with what it was before.</extracomment>
   <translation>
    <numerusform>{n} Datei, {size:,.1f} MB, liegt jetzt in „{target}“, verglichen mit dem, was sie vorher war.</numerusform>
    <numerusform>{n:,} Dateien, {size:,.1f} MB, liegen jetzt in „{target}“, jede verglichen mit dem, was sie vorher war.</numerusform>
   </translation>
  </message>
  <message>
   <source>Name that folder from now on where you named the old one: with --data-dir or OCTAVO_DATA_DIR.</source>
   <translation>Nennen Sie von nun an diesen Ordner, wo Sie den alten genannt haben: mit --data-dir oder OCTAVO_DATA_DIR.</translation>
  </message>
  <message>
   <source>“{source}” is not empty and was left there.</source>
   <translation>„{source}“ ist nicht leer und wurde dort gelassen.</translation>
  </message>
  <message>
   <source>There is no data of Octavo in “{data_dir}”.</source>
   <translation>Es gibt keine Daten von Octavo in „{data_dir}“.</translation>
  </message>
  <message>
   <source>This Octavo is portable: its data lies beside it.</source>
   <translation>Dieses Octavo ist portabel: Seine Daten liegen neben ihm.</translation>
  </message>
  <message>
   <source>Move the whole folder, or delete “{marker}” first.</source>
   <translation>Verschieben Sie den ganzen Ordner, oder löschen Sie zuerst „{marker}“.</translation>
  </message>
  <message>
   <source>The data is in “{path}” already.</source>
   <translation>Die Daten liegen bereits in „{path}“.</translation>
  </message>
  <message>
   <source>“{path}” and the data folder lie one inside the other.</source>
   <translation>„{path}“ und der Datenordner liegen ineinander.</translation>
  </message>
  <message>
   <source>Choose a folder beside it.</source>
   <translation>Wählen Sie einen Ordner daneben.</translation>
  </message>
  <message>
   <source>“{path}” is a file.</source>
   <translation>„{path}“ ist eine Datei.</translation>
  </message>
  <message>
   <source>Choose a folder.</source>
   <translation>Wählen Sie einen Ordner.</translation>
  </message>
  <message>
   <source>“{path}” is not empty.</source>
   <translation>„{path}“ ist nicht leer.</translation>
  </message>
  <message>
   <source>Choose an empty folder, or make a new one.</source>
   <translation>Wählen Sie einen leeren Ordner oder legen Sie einen neuen an.</translation>
  </message>
  <message>
   <source>The data needs {needed:,} MB of space; there are {free:,} for “{path}”.</source>
   <translation>Die Daten brauchen {needed:,} MB Platz; für „{path}“ sind {free:,} da.</translation>
  </message>
  <message>
   <source>Free some space, or choose another folder.</source>
   <translation>Schaffen Sie Platz oder wählen Sie einen anderen Ordner.</translation>
  </message>
  <message>
   <source>The data was not moved</source>
   <translation>Die Daten wurden nicht verschoben</translation>
  </message>
  <message>
   <source>Nothing was changed.</source>
   <translation>Nichts wurde geändert.</translation>
  </message>
 </context>
 <context>
  <name>octavo.pdf.facts</name>
  <message>
   <source>“{name}” has no pages.</source>
   <translation>„{name}“ hat keine Seiten.</translation>
  </message>
  <message>
   <source>“{name}” has more than {most_pages:,} pages.</source>
   <translation>„{name}“ hat mehr als {most_pages:,} Seiten.</translation>
  </message>
  <message>
   <source>Split it into several files.</source>
   <translation>Teilen Sie sie in mehrere Dateien auf.</translation>
  </message>
 </context>
 <context>
  <name>octavo.pdf.files</name>
  <message>
   <source>“{name}” is not there.</source>
   <translation>„{name}“ ist nicht da.</translation>
  </message>
  <message>
   <source>Was it moved or renamed?</source>
   <translation>Wurde die Datei verschoben oder umbenannt?</translation>
  </message>
  <message>
   <source>“{name}” cannot be opened.</source>
   <translation>„{name}“ kann nicht geöffnet werden.</translation>
  </message>
  <message>
   <source>“{name}” is a folder.</source>
   <translation>„{name}“ ist ein Ordner.</translation>
  </message>
  <message>
   <source>“{name}” is not a file but a device or pipe.</source>
   <translation>„{name}“ ist keine Datei, sondern ein Gerät oder eine Pipe.</translation>
  </message>
  <message>
   <source>“{name}” is empty. It has no bytes.</source>
   <translation>„{name}“ ist leer. Die Datei hat keine Bytes.</translation>
  </message>
  <message>
   <source>Was the download or copy interrupted?</source>
   <translation>Wurde das Herunterladen oder Kopieren unterbrochen?</translation>
  </message>
  <message>
   <source>“{name}” may not be read.</source>
   <translation>„{name}“ darf nicht gelesen werden.</translation>
  </message>
  <message>
   <source>Ask for the right to read it, then try again.</source>
   <translation>Lassen Sie sich das Leserecht dafür geben, und versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>“{name}” cannot be read: {strerror}.</source>
   <translation>„{name}“ kann nicht gelesen werden: {strerror}.</translation>
  </message>
  <message>
   <source>“{name}” is not a PDF. Its content is something else.</source>
   <translation>„{name}“ ist keine PDF-Datei. Der Inhalt ist etwas anderes.</translation>
  </message>
  <message>
   <source>Save it as a PDF in the program it comes from, then add that.</source>
   <translation>Speichern Sie die Datei in dem Programm, aus dem sie kommt, als PDF, und fügen Sie diese PDF-Datei hinzu.</translation>
  </message>
  <message>
   <source>“{name}” is encrypted. Octavo does not know this kind of encryption.</source>
   <translation>„{name}“ ist verschlüsselt. Octavo kennt diese Art der Verschlüsselung nicht.</translation>
  </message>
  <message>
   <source>Open it in the program it was made for and save it without encryption.</source>
   <translation>Öffnen Sie sie in dem Programm, für das sie gemacht ist, und speichern Sie sie unverschlüsselt.</translation>
  </message>
  <message>
   <source>“{name}” has no pages.</source>
   <translation>„{name}“ hat keine Seiten.</translation>
  </message>
  <message>
   <source>The password for “{name}” is not right.</source>
   <translation>Das Passwort für „{name}“ stimmt nicht.</translation>
  </message>
  <message>
   <source>Try another password.</source>
   <translation>Versuchen Sie ein anderes Passwort.</translation>
  </message>
  <message>
   <source>“{name}” is locked with a password.</source>
   <translation>„{name}“ ist mit einem Passwort geschützt.</translation>
  </message>
  <message>
   <source>Enter the password to have it read.</source>
   <translation>Geben Sie das Passwort ein, damit sie gelesen wird.</translation>
  </message>
  <message>
   <source>“{name}” is damaged. It cannot be opened.</source>
   <translation>„{name}“ ist beschädigt. Die Datei lässt sich nicht öffnen.</translation>
  </message>
  <message>
   <source>Get another copy, or open it elsewhere and save it anew.</source>
   <translation>Besorgen Sie eine andere Kopie, oder öffnen Sie die Datei anderswo und speichern Sie sie neu.</translation>
  </message>
 </context>
 <context>
  <name>octavo.pdf.inside</name>
  <message>
   <source>“{name}” is damaged: its text can be read but not drawn.</source>
   <translation>„{name}“ ist beschädigt: Der Text lässt sich lesen, aber nicht zeichnen.</translation>
  </message>
 </context>
 <context>
  <name>octavo.pdf.page_reading</name>
  <message>
   <source>{what} took too long to read.</source>
   <translation>{what}: Das Lesen dauerte zu lange.</translation>
  </message>
  <message>
   <source>{what} took too much memory to read.</source>
   <translation>{what}: Das Lesen brauchte zu viel Speicher.</translation>
  </message>
  <message>
   <source>{what} is broken in a way that stopped the reader.</source>
   <translation>{what} ist so fehlerhaft, dass das Lesen abbrach.</translation>
  </message>
 </context>
 <context>
  <name>octavo.pdf.rapidocr</name>
  <message>
   <source>RapidOCR lacks its model {name}.</source>
   <translation>Es fehlt das Modell {name} von RapidOCR.</translation>
  </message>
  <message>
   <source>RapidOCR cannot be loaded: {error}.</source>
   <translation>RapidOCR lässt sich nicht laden: {error}.</translation>
  </message>
 </context>
 <context>
  <name>octavo.pdf.reader</name>
  <message>
   <source>Page {page} of “{name}”</source>
   <translation>Seite {page} von „{name}“</translation>
  </message>
 </context>
 <context>
  <name>octavo.pdf.reading</name>
  <message>
   <source>Page {number} of “{name}” is damaged.</source>
   <translation>Seite {number} von „{name}“ ist beschädigt.</translation>
  </message>
  <message>
   <source>“{name}” has no page {number}.</source>
   <translation>„{name}“ hat keine Seite {number}.</translation>
  </message>
 </context>
 <context>
  <name>octavo.pdf.reasons</name>
  <message>
   <source>This page is damaged.</source>
   <translation>Diese Seite ist beschädigt.</translation>
  </message>
  <message>
   <source>This page has more text than can be read.</source>
   <translation>Diese Seite hat mehr Text, als gelesen werden kann.</translation>
  </message>
  <message>
   <source>Reading this page took too long.</source>
   <translation>Das Lesen dieser Seite dauerte zu lange.</translation>
  </message>
  <message>
   <source>Reading this page took too much memory.</source>
   <translation>Das Lesen dieser Seite brauchte zu viel Speicher.</translation>
  </message>
  <message>
   <source>This page is broken: it stopped the reader.</source>
   <translation>Diese Seite ist fehlerhaft: Bei ihr brach das Lesen ab.</translation>
  </message>
  <message>
   <source>Not read, because the file has stopped the reader twice.</source>
   <translation>Nicht gelesen, weil bei der Datei das Lesen zweimal abbrach.</translation>
  </message>
  <message>
   <source>Not read, because the pages before took all the time that this file may have.</source>
   <translation>Nicht gelesen, weil die Seiten davor alle Zeit brauchten, die diese Datei haben darf.</translation>
  </message>
  <message>
   <source>Not read, because the pages before could not be read.</source>
   <translation>Nicht gelesen, weil die Seiten davor nicht gelesen werden konnten.</translation>
  </message>
  <message>
   <source>Recognising the text of this page took too long.</source>
   <translation>Die Texterkennung auf dieser Seite dauerte zu lange.</translation>
  </message>
  <message>
   <source>Recognising the text of this page failed.</source>
   <translation>Die Texterkennung auf dieser Seite ist fehlgeschlagen.</translation>
  </message>
 </context>
 <context>
  <name>octavo.pdf.recognising</name>
  <message>
   <source>Tesseract has no language installed.</source>
   <translation>Für Tesseract ist keine Sprache installiert.</translation>
  </message>
  <message>
   <source>Install one, such as English.</source>
   <translation>Installieren Sie eine, etwa Englisch.</translation>
  </message>
 </context>
 <context>
  <name>octavo.pdf.recognition</name>
  <message>
   <source>Text recognition does not work</source>
   <translation>Die Texterkennung funktioniert nicht</translation>
  </message>
  <message>
   <source>Install Tesseract ({command}), then try again.</source>
   <translation>Installieren Sie Tesseract ({command}) und versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>Install Tesseract ({command}), or RapidOCR ({package}), then try again.</source>
   <translation>Installieren Sie Tesseract ({command}) oder RapidOCR ({package}) und versuchen Sie es dann noch einmal.</translation>
  </message>
 </context>
 <context>
  <name>octavo.pdf.recognition_choice</name>
  <message>
   <source>“{path}” cannot be written: {value}.</source>
   <translation>„{path}“ lässt sich nicht schreiben: {value}.</translation>
  </message>
 </context>
 <context>
  <name>octavo.pdf.tesseract</name>
  <message>
   <source>Recognising the text of this page took too long.</source>
   <translation>Die Texterkennung auf dieser Seite dauerte zu lange.</translation>
  </message>
  <message>
   <source>Tesseract cannot be started: {strerror}.</source>
   <translation>Tesseract lässt sich nicht starten: {strerror}.</translation>
  </message>
  <message>
   <source>Install it again.</source>
   <translation>Installieren Sie es noch einmal.</translation>
  </message>
  <message>
   <source>Tesseract failed: {said}</source>
   <translation>Tesseract ist gescheitert: {said}</translation>
  </message>
 </context>
 <context>
  <name>octavo.portable</name>
  <message>
   <source>This Octavo cannot be portable</source>
   <translation>Dieses Octavo kann nicht portabel sein</translation>
  </message>
  <message>
   <source>This Octavo runs in Python; only a packaged one can be portable.</source>
   <translation>Dieses Octavo läuft in Python; nur ein gepacktes kann portabel sein.</translation>
  </message>
  <message>
   <source>Name a folder with --data-dir instead.</source>
   <translation>Nennen Sie stattdessen einen Ordner mit --data-dir.</translation>
  </message>
  <message>
   <source>“{path}” cannot be written: {value}.</source>
   <translation>„{path}“ lässt sich nicht schreiben: {value}.</translation>
  </message>
  <message>
   <source>Unpack Octavo into a folder that you may write to.</source>
   <translation>Entpacken Sie Octavo in einen Ordner, in den Sie schreiben dürfen.</translation>
  </message>
  <message>
   <source>Unpack the archive, or put the AppImage, into a folder of your own and make that one portable; or keep the data elsewhere with: octavo data move FOLDER</source>
   <translation>Entpacken Sie das Archiv in einen eigenen Ordner, oder legen Sie das AppImage dorthin, und machen Sie dieses portabel; oder bewahren Sie die Daten anderswo auf: octavo data move ORDNER</translation>
  </message>
  <message>
   <source>The Octavo in “{folder}” is installed, not carried about.</source>
   <translation>Das Octavo in „{folder}“ ist installiert und nicht zum Mitnehmen gedacht.</translation>
  </message>
  <message>
   <source>The Octavo in “{folder}” is not the administrator's alone.</source>
   <translation>Das Octavo in „{folder}“ gehört nicht dem Administrator allein.</translation>
  </message>
  <message>
   <source>Do it as the person whom it belongs to, without sudo.</source>
   <translation>Tun Sie es als die Person, der es gehört, ohne sudo.</translation>
  </message>
 </context>
 <context>
  <name>octavo.protocol.labels</name>
  <message>
   <source>{page}</source>
   <translation>{page}</translation>
  </message>
  <message>
   <source>p. {page}</source>
   <translation>S. {page}</translation>
  </message>
  <message>
   <source>page {page}</source>
   <translation>Seite {page}</translation>
  </message>
  <message>
   <source>pages {first}–{last}</source>
   <translation>Seiten {first}–{last}</translation>
  </message>
  <message>
   <source>line {line}</source>
   <translation>Zeile {line}</translation>
  </message>
  <message>
   <source>lines {first}–{last}</source>
   <translation>Zeilen {first}–{last}</translation>
  </message>
 </context>
 <context>
  <name>octavo.protocol.language_names</name>
  <message>
   <source>Arabic</source>
   <translation>Arabisch</translation>
  </message>
  <message>
   <source>Czech</source>
   <translation>Tschechisch</translation>
  </message>
  <message>
   <source>Danish</source>
   <translation>Dänisch</translation>
  </message>
  <message>
   <source>German</source>
   <translation>Deutsch</translation>
  </message>
  <message>
   <source>Greek</source>
   <translation>Griechisch</translation>
  </message>
  <message>
   <source>English</source>
   <translation>Englisch</translation>
  </message>
  <message>
   <source>Spanish</source>
   <translation>Spanisch</translation>
  </message>
  <message>
   <source>Persian</source>
   <translation>Persisch</translation>
  </message>
  <message>
   <source>Finnish</source>
   <translation>Finnisch</translation>
  </message>
  <message>
   <source>French</source>
   <translation>Französisch</translation>
  </message>
  <message>
   <source>Hebrew</source>
   <translation>Hebräisch</translation>
  </message>
  <message>
   <source>Hindi</source>
   <translation>Hindi</translation>
  </message>
  <message>
   <source>Hungarian</source>
   <translation>Ungarisch</translation>
  </message>
  <message>
   <source>Italian</source>
   <translation>Italienisch</translation>
  </message>
  <message>
   <source>Japanese</source>
   <translation>Japanisch</translation>
  </message>
  <message>
   <source>Korean</source>
   <translation>Koreanisch</translation>
  </message>
  <message>
   <source>Norwegian</source>
   <translation>Norwegisch</translation>
  </message>
  <message>
   <source>Dutch</source>
   <translation>Niederländisch</translation>
  </message>
  <message>
   <source>Polish</source>
   <translation>Polnisch</translation>
  </message>
  <message>
   <source>Portuguese</source>
   <translation>Portugiesisch</translation>
  </message>
  <message>
   <source>Romanian</source>
   <translation>Rumänisch</translation>
  </message>
  <message>
   <source>Russian</source>
   <translation>Russisch</translation>
  </message>
  <message>
   <source>Swedish</source>
   <translation>Schwedisch</translation>
  </message>
  <message>
   <source>Thai</source>
   <translation>Thailändisch</translation>
  </message>
  <message>
   <source>Turkish</source>
   <translation>Türkisch</translation>
  </message>
  <message>
   <source>Ukrainian</source>
   <translation>Ukrainisch</translation>
  </message>
  <message>
   <source>Chinese</source>
   <translation>Chinesisch</translation>
  </message>
 </context>
 <context>
  <name>octavo.protocol.languages_apart</name>
  <message>
   <source>Your documents do not seem to cover this. The question seems to be in {asked}, and they are in {written}: only words that are the same in these languages could be found. Ask in {ask}, or let a model that knows these languages write the answer.</source>
   <translation>Ihre Dokumente scheinen dazu nichts zu sagen. Die Frage scheint auf {asked} gestellt zu sein, und die Dokumente sind auf {written}: Nur Wörter, die in diesen Sprachen gleich sind, ließen sich finden. Fragen Sie auf {ask}, oder lassen Sie ein Modell, das diese Sprachen kann, die Antwort schreiben.</translation>
  </message>
  <message>
   <source>Your documents do not seem to cover this. The question seems to be in {asked}, and they are in {written}. Ask in {ask}: that finds more.</source>
   <translation>Ihre Dokumente scheinen dazu nichts zu sagen. Die Frage scheint auf {asked} gestellt zu sein, und die Dokumente sind auf {written}. Fragen Sie auf {ask}: So wird mehr gefunden.</translation>
  </message>
  <message>
   <source>The question seems to be in {asked}, and this document is in {written}: only words that are the same in these languages could be found. Ask in {ask}.</source>
   <translation>Die Frage scheint auf {asked} gestellt zu sein, und dieses Dokument ist auf {written}: Nur Wörter, die in diesen Sprachen gleich sind, ließen sich finden. Fragen Sie auf {ask}.</translation>
  </message>
  <message>
   <source>The question seems to be in {asked}, and they are in {written}: only words that are the same in these languages could be found. Ask in {ask}.</source>
   <translation>Die Frage scheint auf {asked} gestellt zu sein, und sie sind auf {written}: Nur Wörter, die in diesen Sprachen gleich sind, ließen sich finden. Fragen Sie auf {ask}.</translation>
  </message>
  <message>
   <source>{some} and {last}</source>
   <translation>{some} und {last}</translation>
  </message>
  <message>
   <source>{some} or {last}</source>
   <translation>{some} oder {last}</translation>
  </message>
  <message>
   <source>{some}, {one}</source>
   <translation>{some}, {one}</translation>
  </message>
 </context>
 <context>
  <name>octavo.providers.chat_completions</name>
  <message>
   <source>{host} does not list its models as expected.</source>
   <translation>{host} nennt seine Modelle nicht so wie erwartet.</translation>
  </message>
  <message>
   <source>Check the address: for most hosts it ends in /v1.</source>
   <translation>Prüfen Sie die Adresse: Bei den meisten Diensten endet sie auf /v1.</translation>
  </message>
  <message>
   <source>does not end and was cut off</source>
   <translation>hört nicht auf und wurde abgeschnitten</translation>
  </message>
  <message>
   <source>broke off before its end</source>
   <translation>brach vor ihrem Ende ab</translation>
  </message>
  <message>
   <source>calls too many functions</source>
   <translation>ruft zu viele Funktionen auf</translation>
  </message>
 </context>
 <context>
  <name>octavo.providers.connection</name>
  <message>
   <source>does not end and was cut off</source>
   <translation>hört nicht auf und wurde abgeschnitten</translation>
  </message>
  <message>
   <source>has a line that is too long</source>
   <translation>hat eine zu lange Zeile</translation>
  </message>
  <message>
   <source>The key for {host} holds characters that no key has.</source>
   <translation>Der Schlüssel für {host} enthält Zeichen, die kein Schlüssel hat.</translation>
  </message>
  <message>
   <source>Give the key of this provider again.</source>
   <translation>Geben Sie den Schlüssel dieses Dienstes noch einmal ein.</translation>
  </message>
  <message>
   <source>is too large</source>
   <translation>ist zu groß</translation>
  </message>
  <message>
   <source>is compressed, which was not asked for</source>
   <translation>ist komprimiert, worum nicht gebeten wurde</translation>
  </message>
 </context>
 <context>
  <name>octavo.providers.embeddings</name>
  <message>
   <source>has vectors of several lengths</source>
   <translation>hat Vektoren verschiedener Länge</translation>
  </message>
  <message>
   <source>has no vectors</source>
   <translation>hat keine Vektoren</translation>
  </message>
  <message>
   <source>has {found} vectors for {count} texts</source>
   <translation>hat {found} Vektoren für {count} Texte</translation>
  </message>
  <message>
   <source>does not tell which vector belongs to which text</source>
   <translation>sagt nicht, welcher Vektor zu welchem Text gehört</translation>
  </message>
  <message>
   <source>has vectors of no length</source>
   <translation>hat Vektoren ohne Länge</translation>
  </message>
  <message>
   <source>has vectors that are no numbers</source>
   <translation>hat Vektoren, die keine Zahlen sind</translation>
  </message>
  <message>
   <source>has vectors of a length that cannot be</source>
   <translation>hat Vektoren von unmöglicher Länge</translation>
  </message>
 </context>
 <context>
  <name>octavo.providers.failures</name>
  <message>
   <source> with status {status}{phrase}</source>
   <translation>: Status {status}{phrase}</translation>
  </message>
  <message>
   <source>{host} does not accept the key{quoted}.</source>
   <translation>{host} nimmt den Schlüssel nicht an{quoted}.</translation>
  </message>
  <message>
   <source>{host} needs a key{quoted}.</source>
   <translation>{host} braucht einen Schlüssel{quoted}.</translation>
  </message>
  <message>
   <source>Check the key of this provider.</source>
   <translation>Prüfen Sie den Schlüssel dieses Dienstes.</translation>
  </message>
  <message>
   <source>{host} takes no more requests now{quoted}.</source>
   <translation>{host} nimmt gerade keine Anfragen mehr an{quoted}.</translation>
  </message>
  <message>
   <source>Wait a little, or look at the limits of your account there.</source>
   <translation>Warten Sie etwas, oder prüfen Sie die Grenzen Ihres Kontos dort.</translation>
  </message>
  <message>
   <source>{host} failed{quoted}.</source>
   <translation>{host} ist gescheitert{quoted}.</translation>
  </message>
  <message>
   <source>Try again later.</source>
   <translation>Versuchen Sie es später noch einmal.</translation>
  </message>
  <message>
   <source>it does not say why</source>
   <translation>den Grund nennt es nicht</translation>
  </message>
  <message>
   <source>The question and its passages are too long for the model at {host}: {reason}.</source>
   <translation>Die Frage und ihre Textstellen sind zu lang für das Modell bei {host}: {reason}.</translation>
  </message>
  <message>
   <source>Set a smaller context for this provider.</source>
   <translation>Stellen Sie für diesen Dienst einen kleineren Kontext ein.</translation>
  </message>
  <message>
   <source>{host} takes no more requests now: {reason}.</source>
   <translation>{host} nimmt gerade keine Anfragen mehr an: {reason}.</translation>
  </message>
  <message>
   <source>The model at {host} failed: {reason}.</source>
   <translation>Das Modell bei {host} ist gescheitert: {reason}.</translation>
  </message>
  <message>
   <source>Ask again.</source>
   <translation>Fragen Sie noch einmal.</translation>
  </message>
  <message>
   <source>{host} sends the request on to {location}, which is not followed.</source>
   <translation>{host} verweist die Anfrage an {location}; dem wird nicht gefolgt.</translation>
  </message>
  <message>
   <source>another place</source>
   <translation>einen anderen Ort</translation>
  </message>
  <message>
   <source>If that is the right place, set the address of this provider to it.</source>
   <translation>Wenn das der richtige Ort ist, tragen Sie ihn als Adresse dieses Dienstes ein.</translation>
  </message>
  <message>
   <source>{host} did not answer in time.</source>
   <translation>{host} hat nicht rechtzeitig geantwortet.</translation>
  </message>
  <message>
   <source>The model may be busy, or too large for the computer that it runs on.</source>
   <translation>Vielleicht ist das Modell beschäftigt oder zu groß für den Computer, auf dem es läuft.</translation>
  </message>
  <message>
   <source>Check that the address is right and that the program there is not stuck.</source>
   <translation>Prüfen Sie, ob die Adresse stimmt und das Programm dort nicht hängt.</translation>
  </message>
  <message>
   <source>The answer of {host} {reason}.</source>
   <translation>Die Antwort von {host} {reason}.</translation>
  </message>
  <message>
   <source>{host} takes encrypted connections only.</source>
   <translation>{host} nimmt nur verschlüsselte Verbindungen an.</translation>
  </message>
  <message>
   <source>Check whether the address begins with http:// or https://.</source>
   <translation>Prüfen Sie, ob die Adresse mit http:// oder https:// beginnt.</translation>
  </message>
  <message>
   <source>The question and its passages are too long for the model at {host}{quoted}.</source>
   <translation>Die Frage und ihre Textstellen sind zu lang für das Modell bei {host}{quoted}.</translation>
  </message>
  <message>
   <source>{host} refuses the request{quoted}.</source>
   <translation>{host} weist die Anfrage ab{quoted}.</translation>
  </message>
  <message>
   <source>{host} does not have the model{quoted}.</source>
   <translation>{host} hat das Modell nicht{quoted}.</translation>
  </message>
  <message>
   <source>Choose one of the models that are there.</source>
   <translation>Wählen Sie eines der Modelle, die dort sind.</translation>
  </message>
  <message>
   <source>{host} has nothing at this address{quoted}.</source>
   <translation>{host} hat unter dieser Adresse nichts{quoted}.</translation>
  </message>
  <message>
   <source>Check the address: for most hosts it ends in /v1.</source>
   <translation>Prüfen Sie die Adresse: Bei den meisten Diensten endet sie auf /v1.</translation>
  </message>
 </context>
 <context>
  <name>octavo.providers.hosted_stores</name>
  <message>
   <source>does not confirm that it was deleted</source>
   <translation>bestätigt das Löschen nicht</translation>
  </message>
  <message>
   <source>still has what it was told to delete</source>
   <translation>enthält noch, was gelöscht werden sollte</translation>
  </message>
  <message>
   <source>is no list</source>
   <translation>ist keine Liste</translation>
  </message>
  <message>
   <source>has no id that can be used</source>
   <translation>hat keine brauchbare Kennung</translation>
  </message>
  <message>
   <source>does not tell how far a file is</source>
   <translation>sagt nicht, wie weit eine Datei ist</translation>
  </message>
  <message>
   <source>has passages without text or file</source>
   <translation>hat Stellen ohne Text oder Datei</translation>
  </message>
 </context>
 <context>
  <name>octavo.providers.local.catalog</name>
  <message>
   <source>Short answers in English, German and some thirty other languages.</source>
   <translation>Kurze Antworten auf Englisch, Deutsch und in rund dreißig weiteren Sprachen.</translation>
  </message>
  <message>
   <source>Short answers and rewriting, in English only.</source>
   <translation>Kurze Antworten und Umformulieren, nur auf Englisch.</translation>
  </message>
  <message>
   <source>Reasoning and numbers, in English above all; half as fast as the others.</source>
   <translation>Schlussfolgern und Zahlen, vor allem auf Englisch; halb so schnell wie die anderen.</translation>
  </message>
 </context>
 <context>
  <name>octavo.providers.local.folder</name>
  <message>
   <source>There is no model “{name}” on this computer.</source>
   <translation>Auf diesem Computer gibt es kein Modell „{name}“.</translation>
  </message>
  <message>
   <source>There are: {names}.</source>
   <translation>Es gibt: {names}.</translation>
  </message>
  <message>
   <source>Get one: octavo models get NAME</source>
   <translation>Holen Sie eines: octavo models get NAME</translation>
  </message>
  <message>
   <source>The file of the model “{name}” is damaged: {error}</source>
   <translation>Die Datei des Modells „{name}“ ist beschädigt: {error}</translation>
  </message>
  <message>
   <source>Remove the model, and get it again.</source>
   <translation>Entfernen Sie das Modell und holen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>“{name}” is a model that does not chat.</source>
   <translation>„{name}“ ist ein Modell, das keine Gespräche führt.</translation>
  </message>
  <message>
   <source>Choose one that is made for it; its name often has “instruct” in it.</source>
   <translation>Wählen Sie eines, das dafür gemacht ist; im Namen steht oft „instruct“.</translation>
  </message>
 </context>
 <context>
  <name>octavo.providers.local.getting</name>
  <message>
   <source>No model is offered by the name “{name}”.</source>
   <translation>Unter dem Namen „{name}“ wird kein Modell angeboten.</translation>
  </message>
  <message>
   <source>octavo models shows which are; octavo models add takes any other.</source>
   <translation>octavo models zeigt die angebotenen; octavo models add nimmt jedes andere.</translation>
  </message>
 </context>
 <context>
  <name>octavo.providers.local.gguf</name>
  <message>
   <source>“{name}” cannot be read: {strerror}.</source>
   <translation>„{name}“ kann nicht gelesen werden: {strerror}.</translation>
  </message>
  <message>
   <source>“{name}” is not a model that can be run here.</source>
   <translation>„{name}“ ist kein Modell, das hier laufen kann.</translation>
  </message>
  <message>
   <source>It has to be a whole file in the GGUF format, version 2 or 3.</source>
   <translation>Es muss eine vollständige Datei im Format GGUF sein, Version 2 oder 3.</translation>
  </message>
 </context>
 <context>
  <name>octavo.providers.local.inside</name>
  <message>
   <source>The model “{name}” cannot be loaded.</source>
   <translation>Das Modell „{name}“ lässt sich nicht laden.</translation>
  </message>
  <message>
   <source>The file may be damaged, or of a kind that is not known here. Remove the model and get it again, or choose another one.</source>
   <translation>Die Datei ist vielleicht beschädigt oder von einer Art, die hier nicht bekannt ist. Entfernen Sie das Modell und holen Sie es noch einmal, oder wählen Sie ein anderes.</translation>
  </message>
 </context>
 <context>
  <name>octavo.providers.local.memory</name>
  <message>
   <source>There is not enough memory to run {name}: it needs {wanted}, and {free} can be had now.</source>
   <translation>Der Speicher reicht nicht für {name}: Es braucht {wanted}, und {free} sind jetzt zu haben.</translation>
  </message>
  <message>
   <source>Close other programs, or choose a smaller model.</source>
   <translation>Schließen Sie andere Programme, oder wählen Sie ein kleineres Modell.</translation>
  </message>
 </context>
 <context>
  <name>octavo.providers.local.runner</name>
  <message>
   <source>Octavo is being closed.</source>
   <translation>Octavo wird gerade beendet.</translation>
  </message>
  <message>
   <source>{name} cannot be run: the part of Octavo that runs models is not installed.</source>
   <translation>{name} kann nicht laufen: Der Teil von Octavo, der Modelle ausführt, ist nicht installiert.</translation>
  </message>
  <message>
   <source>{name} takes fewer tokens than were sent to it.</source>
   <translation>{name} nimmt weniger Token, als geschickt wurden.</translation>
  </message>
  <message>
   <source>Ask a shorter question, or begin a new thread.</source>
   <translation>Stellen Sie eine kürzere Frage, oder beginnen Sie ein neues Gespräch.</translation>
  </message>
  <message>
   <source>it needed more memory than it may have</source>
   <translation>es brauchte mehr Speicher, als es haben darf</translation>
  </message>
  <message>
   <source>Choose a smaller model.</source>
   <translation>Wählen Sie ein kleineres Modell.</translation>
  </message>
  <message>
   <source>it gave no sign of life any more</source>
   <translation>es gab kein Lebenszeichen mehr</translation>
  </message>
  <message>
   <source>Ask again, or choose a smaller model.</source>
   <translation>Fragen Sie noch einmal, oder wählen Sie ein kleineres Modell.</translation>
  </message>
  <message>
   <source>its process ended</source>
   <translation>sein Prozess endete</translation>
  </message>
  <message>
   <source>Ask again. The log file may tell why.</source>
   <translation>Fragen Sie noch einmal. Vielleicht sagt die Protokolldatei, warum.</translation>
  </message>
  <message>
   <source>{name} on this computer stopped: {reason}.</source>
   <translation>{name} auf diesem Computer hörte auf: {reason}.</translation>
  </message>
 </context>
 <context>
  <name>octavo.providers.model_files.alone</name>
  <message>
   <source>The model “{name}” is being fetched already.</source>
   <translation>Das Modell „{name}“ wird schon geholt.</translation>
  </message>
  <message>
   <source>Wait for it, or stop it where it was begun: in the window, or on the command line.</source>
   <translation>Warten Sie, bis es da ist, oder halten Sie es dort an, wo es begonnen wurde: im Fenster oder auf der Befehlszeile.</translation>
  </message>
 </context>
 <context>
  <name>octavo.providers.model_files.copying</name>
  <message>
   <source>“{path}” cannot be read: {error}.</source>
   <translation>„{path}“ lässt sich nicht lesen: {error}.</translation>
  </message>
 </context>
 <context>
  <name>octavo.providers.model_files.download</name>
  <message>
   <source>What came from {host} is damaged or another file: its sha256 is {sha256}, and it has to be {wanted}. It was thrown away.</source>
   <translation>Was von {host} kam, ist beschädigt oder eine andere Datei: Ihr sha256 ist {sha256} und müsste {wanted} sein. Es wurde weggeworfen.</translation>
  </message>
  <message>
   <source>Try again, or get the model from elsewhere.</source>
   <translation>Versuchen Sie es noch einmal, oder holen Sie das Modell anderswo.</translation>
  </message>
  <message>
   <source>{host} broke off: {failure}.</source>
   <translation>{host} brach ab: {failure}.</translation>
  </message>
  <message>
   <source>What came stays, and is gone on with next time.</source>
   <translation>Was ankam, bleibt; beim nächsten Mal geht es damit weiter.</translation>
  </message>
  <message>
   <source>{hint} What came stays, and is gone on with next time.</source>
   <translation>{hint} Was ankam, bleibt; beim nächsten Mal geht es damit weiter.</translation>
  </message>
  <message>
   <source>{host} leads around in circles.</source>
   <translation>{host} führt im Kreis herum.</translation>
  </message>
  <message>
   <source>{host} leads to an address that makes no sense.</source>
   <translation>{host} führt zu einer Adresse, die keinen Sinn ergibt.</translation>
  </message>
  <message>
   <source>{host} leads to {scheme}://{target}, which is not encrypted. It was not followed.</source>
   <translation>{host} führt zu {scheme}://{target}, und das ist nicht verschlüsselt. Dem wurde nicht gefolgt.</translation>
  </message>
  <message>
   <source>Get the model from elsewhere.</source>
   <translation>Holen Sie das Modell anderswo.</translation>
  </message>
  <message>
   <source>{host} does not say what the file's sha256 has to be, so it cannot be checked. Nothing was fetched.</source>
   <translation>{host} sagt nicht, welchen sha256 die Datei haben muss, also lässt sie sich nicht prüfen. Es wurde nichts geholt.</translation>
  </message>
  <message>
   <source>Try again later, or get the file in another way and add it.</source>
   <translation>Versuchen Sie es später noch einmal, oder besorgen Sie die Datei auf anderem Weg und fügen Sie sie hinzu.</translation>
  </message>
  <message>
   <source>is compressed, which was not asked for</source>
   <translation>ist komprimiert, worum nicht gebeten wurde</translation>
  </message>
  <message>
   <source>is another part than was asked for</source>
   <translation>ist ein anderer Teil als der verlangte</translation>
  </message>
  <message>
   <source>{host} does not give the file: status {status}{phrase}.</source>
   <translation>{host} gibt die Datei nicht heraus: Status {status}{phrase}.</translation>
  </message>
  <message>
   <source>Check the address, or try again later.</source>
   <translation>Prüfen Sie die Adresse, oder versuchen Sie es später noch einmal.</translation>
  </message>
  <message>
   <source>“{url}” is not the address of a file.</source>
   <translation>„{url}“ ist nicht die Adresse einer Datei.</translation>
  </message>
  <message>
   <source>It begins with https://.</source>
   <translation>Sie beginnt mit https://.</translation>
  </message>
  <message>
   <source>“{url}” is not encrypted, so others could change what comes.</source>
   <translation>„{url}“ ist nicht verschlüsselt; andere könnten verändern, was ankommt.</translation>
  </message>
  <message>
   <source>Use an address that begins with https://.</source>
   <translation>Nehmen Sie eine Adresse, die mit https:// beginnt.</translation>
  </message>
 </context>
 <context>
  <name>octavo.providers.model_files.keeping</name>
  <message>
   <source>“{name}” cannot name a model.</source>
   <translation>„{name}“ kann kein Modell heißen.</translation>
  </message>
  <message>
   <source>Use up to 64 small letters, digits, dots, hyphens and underscores.</source>
   <translation>Nehmen Sie bis zu 64 Kleinbuchstaben, Ziffern, Punkte, Binde- und Unterstriche.</translation>
  </message>
  <message>
   <source>There is a model “{name}” already.</source>
   <translation>Ein Modell „{name}“ gibt es schon.</translation>
  </message>
  <message>
   <source>Remove it first: octavo models remove {name}</source>
   <translation>Entfernen Sie es zuerst: octavo models remove {name}</translation>
  </message>
  <message>
   <source>“{name}” is another file: its sha256 is {found}, and it has to be {wanted}.</source>
   <translation>„{name}“ ist eine andere Datei: Ihr sha256 ist {found} und müsste {wanted} sein.</translation>
  </message>
  <message>
   <source>The model cannot be kept: {strerror}.</source>
   <translation>Das Modell kann nicht aufbewahrt werden: {strerror}.</translation>
  </message>
  <message>
   <source>The model “{name}” could not be deleted: {strerror}.</source>
   <translation>Das Modell „{name}“ konnte nicht gelöscht werden: {strerror}.</translation>
  </message>
 </context>
 <context>
  <name>octavo.providers.model_files.part_file</name>
  <message>
   <source>The model needs {more:.1f} GB more on the disk, and {free:.1f} GB are free.</source>
   <translation>Das Modell braucht noch {more:.1f} GB auf der Festplatte, und {free:.1f} GB sind frei.</translation>
  </message>
  <message>
   <source>The model cannot be saved: {reason}.</source>
   <translation>Das Modell kann nicht gespeichert werden: {reason}.</translation>
  </message>
 </context>
 <context>
  <name>octavo.providers.names</name>
  <message>
   <source>“{name}” cannot name a provider.</source>
   <translation>„{name}“ kann kein Dienst heißen.</translation>
  </message>
  <message>
   <source>Use up to 32 small letters, digits and hyphens, such as ollama or my-server.</source>
   <translation>Nehmen Sie bis zu 32 Kleinbuchstaben, Ziffern und Bindestriche, etwa ollama oder mein-server.</translation>
  </message>
  <message>
   <source>“{local}” stands for the models on this computer and cannot name a provider.</source>
   <translation>„{local}“ steht für die Modelle auf diesem Computer und kann kein Dienst heißen.</translation>
  </message>
  <message>
   <source>Choose another name. octavo models shows what is on this computer.</source>
   <translation>Wählen Sie einen anderen Namen. octavo models zeigt, was auf diesem Computer ist.</translation>
  </message>
 </context>
 <context>
  <name>octavo.providers.network</name>
  <message>
   <source>no certificate can be read in it</source>
   <translation>darin ist kein Zertifikat zu lesen</translation>
  </message>
  <message>
   <source>The file of certificates “{name}” cannot be used: {strerror}.</source>
   <translation>Die Zertifikatsdatei „{name}“ ist nicht zu gebrauchen: {strerror}.</translation>
  </message>
  <message>
   <source>Choose a PEM file with the certificates of the authority.</source>
   <translation>Wählen Sie eine PEM-Datei mit den Zertifikaten der Zertifizierungsstelle.</translation>
  </message>
  <message>
   <source>The proxy cannot be used: {error}.</source>
   <translation>Der Proxy ist nicht zu gebrauchen: {error}.</translation>
  </message>
  <message>
   <source>Give it as http://host:port.</source>
   <translation>Geben Sie ihn als http://server:port an.</translation>
  </message>
 </context>
 <context>
  <name>octavo.providers.registry</name>
  <message>
   <source>“{local}” stands for the models on this computer and is no provider.</source>
   <translation>„{local}“ steht für die Modelle auf diesem Computer und ist kein Dienst.</translation>
  </message>
  <message>
   <source>octavo models shows what is on this computer.</source>
   <translation>octavo models zeigt, welche auf diesem Computer sind.</translation>
  </message>
  <message>
   <source>There is no provider “{name}”.</source>
   <translation>Einen Dienst „{name}“ gibt es nicht.</translation>
  </message>
  <message>
   <source>There are: {names}.</source>
   <translation>Es gibt: {names}.</translation>
  </message>
  <message>
   <source>Add it: octavo providers add {name}</source>
   <translation>Fügen Sie ihn hinzu: octavo providers add {name}</translation>
  </message>
  <message>
   <source>There is no file “{ca_file}”.</source>
   <translation>Eine Datei „{ca_file}“ gibt es nicht.</translation>
  </message>
  <message>
   <source>No text was sent to {origin}: nobody has agreed to summaries there yet.</source>
   <translation>An {origin} wurde kein Text gesendet: Zusammenfassungen dort hat noch niemand zugestimmt.</translation>
  </message>
  <message>
   <source>Agree to it in the window, or with: octavo providers allow {name} summaries</source>
   <translation>Stimmen Sie im Fenster zu, oder mit: octavo providers allow {name} summaries</translation>
  </message>
  <message>
   <source>Nothing was sent to {origin}: nobody has agreed to it yet.</source>
   <translation>An {origin} wurde nichts gesendet: Dem hat noch niemand zugestimmt.</translation>
  </message>
  <message>
   <source>Agree to it in the window, or with: octavo providers allow {name}</source>
   <translation>Stimmen Sie im Fenster zu, oder mit: octavo providers allow {name}</translation>
  </message>
  <message>
   <source>“{name}” does not name a model of a provider.</source>
   <translation>„{name}“ nennt kein Modell eines Dienstes.</translation>
  </message>
  <message>
   <source>Name provider and model, such as ollama/nomic-embed-text.</source>
   <translation>Nennen Sie Dienst und Modell, etwa ollama/nomic-embed-text.</translation>
  </message>
  <message>
   <source>No text was sent to {origin}: nobody has agreed to it yet.</source>
   <translation>An {origin} wurde kein Text gesendet: Dem hat noch niemand zugestimmt.</translation>
  </message>
  <message>
   <source>Agree to it in the window, or with: octavo providers allow {name} embeddings</source>
   <translation>Stimmen Sie im Fenster zu, oder mit: octavo providers allow {name} embeddings</translation>
  </message>
  <message>
   <source>No file was sent to {origin}: nobody has agreed to it yet.</source>
   <translation>An {origin} wurde keine Datei gesendet: Dem hat noch niemand zugestimmt.</translation>
  </message>
  <message>
   <source>Agree to it in the window, or with: octavo providers allow {name} files</source>
   <translation>Stimmen Sie im Fenster zu oder mit: octavo providers allow {name} files</translation>
  </message>
 </context>
 <context>
  <name>octavo.providers.releases</name>
  <message>
   <source>Octavo will ask again another day.</source>
   <translation>Octavo fragt an einem anderen Tag wieder.</translation>
  </message>
  <message>
   <source>The list of releases is not signed by the publisher of this Octavo.</source>
   <translation>Die Liste der Versionen ist nicht vom Herausgeber dieses Octavo signiert.</translation>
  </message>
  <message>
   <source>It was not used. Look for new versions where you got this one.</source>
   <translation>Sie wurde nicht verwendet. Suchen Sie neue Versionen dort, woher Sie diese haben.</translation>
  </message>
  <message>
   <source>The list of releases cannot be understood.</source>
   <translation>Die Liste der Versionen ist nicht zu verstehen.</translation>
  </message>
  <message>
   <source>Look for new versions where you got this one.</source>
   <translation>Suchen Sie neue Versionen dort, woher Sie diese haben.</translation>
  </message>
 </context>
 <context>
  <name>octavo.providers.rerankers.catalog</name>
  <message>
   <source>English questions to English documents. Small and quick.</source>
   <translation>Englische Fragen an englische Dokumente. Klein und schnell.</translation>
  </message>
  <message>
   <source>German, English, French, Spanish and ten other languages. Larger and slower.</source>
   <translation>Deutsch, Englisch, Französisch, Spanisch und zehn weitere Sprachen. Größer und langsamer.</translation>
  </message>
 </context>
 <context>
  <name>octavo.providers.rerankers.folder</name>
  <message>
   <source>There is no reranker “{name}” on this computer.</source>
   <translation>Auf diesem Computer gibt es keinen Reranker „{name}“.</translation>
  </message>
  <message>
   <source>There are: {names}.</source>
   <translation>Es gibt: {names}.</translation>
  </message>
  <message>
   <source>octavo models shows which can be fetched.</source>
   <translation>octavo models zeigt, welche sich holen lassen.</translation>
  </message>
 </context>
 <context>
  <name>octavo.providers.rerankers.getting</name>
  <message>
   <source>What is needed is a cross-encoder in the ONNX format, in one file, with its tokenizer.json.</source>
   <translation>Gebraucht wird ein Cross-Encoder im Format ONNX, in einer Datei, mit seiner tokenizer.json.</translation>
  </message>
  <message>
   <source>No reranker is offered by the name “{name}”.</source>
   <translation>Unter dem Namen „{name}“ wird kein Reranker angeboten.</translation>
  </message>
  <message>
   <source>octavo models shows which are; octavo models add takes any other.</source>
   <translation>octavo models zeigt die angebotenen; octavo models add nimmt jedes andere.</translation>
  </message>
  <message>
   <source>Get it again.</source>
   <translation>Holen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>What came stays. Close other programs, and try again.</source>
   <translation>Was gekommen ist, bleibt. Schließen Sie andere Programme, und versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>“{name}” cannot be used: {reason}</source>
   <translation>„{name}“ lässt sich nicht verwenden: {reason}</translation>
  </message>
  <message>
   <source>There is no file “{path}”.</source>
   <translation>Es gibt keine Datei „{path}“.</translation>
  </message>
  <message>
   <source>There is no {file} beside “{path}”.</source>
   <translation>Neben „{path}“ liegt keine {file}.</translation>
  </message>
  <message>
   <source>Put both files of the model into one folder, and name that.</source>
   <translation>Legen Sie beide Dateien des Modells in einen Ordner und nennen Sie diesen.</translation>
  </message>
  <message>
   <source>There is no model in the folder “{path}”.</source>
   <translation>Im Ordner „{path}“ ist kein Modell.</translation>
  </message>
  <message>
   <source>Name the file of a model that writes; a reranker has two: {model} and {tokenizer}.</source>
   <translation>Nennen Sie bei einem Modell, das schreibt, seine Datei; ein Reranker hat zwei: {model} und {tokenizer}.</translation>
  </message>
  <message>
   <source>There are several models in the folder “{path}”.</source>
   <translation>Im Ordner „{path}“ sind mehrere Modelle.</translation>
  </message>
  <message>
   <source>Name one of its files: {names}.</source>
   <translation>Nennen Sie eine seiner Dateien: {names}.</translation>
  </message>
 </context>
 <context>
  <name>octavo.providers.response_stream</name>
  <message>
   <source>does not end and was cut off</source>
   <translation>hört nicht auf und wurde abgeschnitten</translation>
  </message>
  <message>
   <source>was stopped there before its end</source>
   <translation>wurde dort vor ihrem Ende abgebrochen</translation>
  </message>
  <message>
   <source>calls too many functions</source>
   <translation>ruft zu viele Funktionen auf</translation>
  </message>
 </context>
 <context>
  <name>octavo.providers.responses</name>
  <message>
   <source>broke off before its end</source>
   <translation>brach vor ihrem Ende ab</translation>
  </message>
  <message>
   <source>{host} is asked by the Responses interface, which has no {fields}.</source>
   <translation>{host} wird über die Responses-Schnittstelle gefragt, und die kennt {fields} nicht.</translation>
  </message>
  <message>
   <source>Leave that out, or add the host as one that speaks chat completions.</source>
   <translation>Lassen Sie das weg, oder fügen Sie den Dienst mit der Schnittstelle „Chat-Completions“ hinzu.</translation>
  </message>
 </context>
 <context>
  <name>octavo.providers.settings</name>
  <message>
   <source>The providers could not be saved: {strerror}.</source>
   <translation>Die Dienste konnten nicht gespeichert werden: {strerror}.</translation>
  </message>
  <message>
   <source>The file of providers, {file}, cannot be read: {value}.</source>
   <translation>Die Datei der Dienste, {file}, kann nicht gelesen werden: {value}.</translation>
  </message>
  <message>
   <source>Correct it, or delete it and add the providers again.</source>
   <translation>Berichtigen Sie sie, oder löschen Sie sie und fügen Sie die Dienste neu hinzu.</translation>
  </message>
 </context>
 <context>
  <name>octavo.providers.unreached</name>
  <message>
   <source>This computer is offline, so {host} cannot be reached.</source>
   <translation>Dieser Computer ist offline, daher ist {host} nicht zu erreichen.</translation>
  </message>
  <message>
   <source>Quotes from the documents need no network.</source>
   <translation>Zitate aus den Dokumenten brauchen kein Netz.</translation>
  </message>
  <message>
   <source>{host} cannot be reached: {reason}.</source>
   <translation>{host} ist nicht zu erreichen: {reason}.</translation>
  </message>
  <message>
   <source>Check that the address is right and that the program there is running.</source>
   <translation>Prüfen Sie, ob die Adresse stimmt und das Programm dort läuft.</translation>
  </message>
  <message>
   <source>The connection to {host} broke: {reason}.</source>
   <translation>Die Verbindung zu {host} brach ab: {reason}.</translation>
  </message>
  <message>
   <source>Ask again. If it stays so, check the address.</source>
   <translation>Fragen Sie noch einmal. Bleibt es so, prüfen Sie die Adresse.</translation>
  </message>
  <message>
   <source>The proxy {proxy}, which leads to {host}, cannot be reached: {reason}.</source>
   <translation>Der Proxy {proxy}, der zu {host} führt, ist nicht zu erreichen: {reason}.</translation>
  </message>
  <message>
   <source>The proxy does not lead to {host}: {reason}.</source>
   <translation>Der Proxy führt nicht zu {host}: {reason}.</translation>
  </message>
  <message>
   <source>Check the proxy.</source>
   <translation>Prüfen Sie den Proxy.</translation>
  </message>
  <message>
   <source>The certificate of {host} is not trusted: {reason}.</source>
   <translation>Dem Zertifikat von {host} wird nicht vertraut: {reason}.</translation>
  </message>
  <message>
   <source>If a company's own authority signed it, give its file of certificates.</source>
   <translation>Wenn die Zertifizierungsstelle einer Firma es ausgestellt hat, geben Sie deren Zertifikatsdatei an.</translation>
  </message>
  <message>
   <source>{host} does not encrypt its connections.</source>
   <translation>{host} verschlüsselt seine Verbindungen nicht.</translation>
  </message>
  <message>
   <source>Check whether the address begins with http:// or https://.</source>
   <translation>Prüfen Sie, ob die Adresse mit http:// oder https:// beginnt.</translation>
  </message>
  <message>
   <source>{host} does not speak TLS as it should: {reason}.</source>
   <translation>{host} spricht TLS nicht so, wie es sein soll: {reason}.</translation>
  </message>
  <message>
   <source>There is no host named {host}, or the network is down.</source>
   <translation>Es gibt keinen Server namens {host}, oder das Netz ist gestört.</translation>
  </message>
  <message>
   <source>Check the address and the network.</source>
   <translation>Prüfen Sie Adresse und Netz.</translation>
  </message>
  <message>
   <source>{host} hung up, but answers to https: it takes encrypted connections.</source>
   <translation>{host} hat aufgelegt, antwortet aber auf https: Die Verbindung muss verschlüsselt sein.</translation>
  </message>
  <message>
   <source>Write its address with https:// instead of http://.</source>
   <translation>Geben Sie die Adresse mit https:// statt http:// an.</translation>
  </message>
  <message>
   <source>it has expired</source>
   <translation>es ist abgelaufen</translation>
  </message>
  <message>
   <source>it is signed by nobody but itself</source>
   <translation>es ist nur von sich selbst signiert</translation>
  </message>
  <message>
   <source>an authority that is not known here signed it</source>
   <translation>eine hier unbekannte Stelle hat es ausgestellt</translation>
  </message>
  <message>
   <source>it is made out for another host</source>
   <translation>es gilt für einen anderen Servernamen</translation>
  </message>
  <message>
   <source>it is made out for another address</source>
   <translation>es gilt für eine andere Adresse</translation>
  </message>
  <message>
   <source>nothing answers there</source>
   <translation>dort antwortet nichts</translation>
  </message>
  <message>
   <source>it does not answer</source>
   <translation>es kommt keine Antwort</translation>
  </message>
  <message>
   <source>it hung up</source>
   <translation>die Verbindung wurde dort beendet</translation>
  </message>
 </context>
 <context>
  <name>octavo.providers.unread</name>
  <message>
   <source>{host} answers with {what} instead of a model's reply.</source>
   <translation>{host} antwortet mit {what} statt mit der Antwort eines Modells.</translation>
  </message>
  <message>
   <source>Check the address: for most hosts it ends in /v1.</source>
   <translation>Prüfen Sie die Adresse: Bei den meisten Diensten endet sie auf /v1.</translation>
  </message>
  <message>
   <source>{host} answers with JSON in one piece instead of a stream.</source>
   <translation>{host} antwortet mit JSON am Stück statt Stück für Stück.</translation>
  </message>
  <message>
   <source>Check the address, and whether the program there can send an answer while it is written.</source>
   <translation>Prüfen Sie die Adresse, und ob das Programm dort eine Antwort schon senden kann, während sie entsteht.</translation>
  </message>
  <message>
   <source>JSON of another shape</source>
   <translation>JSON von anderem Aufbau</translation>
  </message>
  <message>
   <source>Within its answer {host} sends {what}, which cannot be read.</source>
   <translation>Die Antwort von {host} geht weiter mit {what}: Das lässt sich nicht lesen.</translation>
  </message>
  <message>
   <source>Ask again. If it stays so, choose the other interface of this provider, or look at what the program there writes into its log.</source>
   <translation>Fragen Sie noch einmal. Bleibt es so, wählen Sie die andere Schnittstelle dieses Dienstes, oder sehen Sie nach, was das Programm dort in sein Protokoll schreibt.</translation>
  </message>
  <message>
   <source>nothing at all</source>
   <translation>gar nichts</translation>
  </message>
  <message>
   <source>a web page</source>
   <translation>einer Webseite</translation>
  </message>
  <message>
   <source>a stream of events</source>
   <translation>einem Ereignisstrom</translation>
  </message>
  <message numerus="yes">
   <source>{n:,} bytes of JSON that is damaged or cut off</source>
   <extracomment>for one: {n} byte of JSON that is damaged or cut off</extracomment>
   <translation>
    <numerusform>{n} Byte JSON, das beschädigt oder abgeschnitten ist</numerusform>
    <numerusform>{n:,} Bytes JSON, das beschädigt oder abgeschnitten ist</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n:,} bytes of {kind}</source>
   <extracomment>for one: {n} byte of {kind}</extracomment>
   <translation>
    <numerusform>{n} Byte der Art {kind}</numerusform>
    <numerusform>{n:,} Bytes der Art {kind}</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n:,} bytes that are no text</source>
   <extracomment>for one: {n} byte that is no text</extracomment>
   <translation>
    <numerusform>{n} Byte, das kein Text ist</numerusform>
    <numerusform>{n:,} Bytes, die kein Text sind</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n:,} bytes of plain text</source>
   <extracomment>for one: {n} byte of plain text</extracomment>
   <translation>
    <numerusform>{n} Byte reinem Text</numerusform>
    <numerusform>{n:,} Bytes reinem Text</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>octavo.resources</name>
  <message>
   <source>“{wanted}” is missing from the program's files.</source>
   <translation>„{wanted}“ fehlt in den Dateien des Programms.</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.answer</name>
  <message>
   <source>The answer failed</source>
   <translation>Die Antwort ist fehlgeschlagen</translation>
  </message>
  <message>
   <source>Ask again.</source>
   <translation>Fragen Sie noch einmal.</translation>
  </message>
  <message>
   <source>The engine ended it without a word.</source>
   <translation>Octavo hat sie beendet, ohne etwas zu sagen.</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.answer_words</name>
  <message numerus="yes">
   <source>When this was answered, {n:,} passages could be compared by their words alone, as what they mean was not learnt yet. Asked again later, more may be found.</source>
   <extracomment>for one: When this was answered, {n:,} passage could be compared by its words alone, as what it means was not learnt yet. Asked again later, more may be found.</extracomment>
   <translation>
    <numerusform>Bei dieser Antwort ließ sich {n:,} Textstelle nur nach ihren Wörtern vergleichen, da noch nicht gelernt war, was sie bedeutet. Später noch einmal gefragt, findet sich vielleicht mehr.</numerusform>
    <numerusform>Bei dieser Antwort ließen sich {n:,} Textstellen nur nach ihren Wörtern vergleichen, da noch nicht gelernt war, was sie bedeuten. Später noch einmal gefragt, findet sich vielleicht mehr.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>octavo.session.assistant_file</name>
  <message>
   <source>This assistant cannot be imported</source>
   <translation>Dieser Assistent lässt sich nicht importieren</translation>
  </message>
  <message>
   <source>“{name}” is not a JSON file.</source>
   <translation>„{name}“ ist keine JSON-Datei.</translation>
  </message>
  <message>
   <source>“{name}” does not hold an assistant of Octavo.</source>
   <translation>„{name}“ enthält keinen Assistenten von Octavo.</translation>
  </message>
  <message>
   <source>A newer Octavo wrote “{name}”.</source>
   <translation>Eine neuere Version von Octavo hat „{name}“ geschrieben.</translation>
  </message>
  <message>
   <source>Install the newer version.</source>
   <translation>Installieren Sie die neuere Version.</translation>
  </message>
  <message>
   <source>“{name}” lacks “{field}”.</source>
   <translation>In „{name}“ fehlt „{field}“.</translation>
  </message>
  <message>
   <source>“{name}” has “{field}”, which is not part of an assistant.</source>
   <translation>„{name}“ enthält „{field}“, was nicht zu einem Assistenten gehört.</translation>
  </message>
  <message>
   <source>In “{name}”, “{field}” does not fit: {value}.</source>
   <translation>In „{name}“ passt „{field}“ nicht: {value}.</translation>
  </message>
  <message>
   <source>“{name}” is not a file.</source>
   <translation>„{name}“ ist keine Datei.</translation>
  </message>
  <message>
   <source>“{name}” cannot be read: {value}.</source>
   <translation>„{name}“ lässt sich nicht lesen: {value}.</translation>
  </message>
  <message>
   <source>“{name}” is larger than an assistant can be.</source>
   <translation>„{name}“ ist größer, als ein Assistent sein kann.</translation>
  </message>
  <message>
   <source>Nothing was changed.</source>
   <translation>Nichts wurde geändert.</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.assistant_settings</name>
  <message>
   <source>An assistant needs a name.</source>
   <translation>Ein Assistent braucht einen Namen.</translation>
  </message>
  <message>
   <source>No name</source>
   <translation>Kein Name</translation>
  </message>
  <message>
   <source>The name is too long</source>
   <translation>Der Name ist zu lang</translation>
  </message>
  <message>
   <source>The description is too long</source>
   <translation>Die Beschreibung ist zu lang</translation>
  </message>
  <message>
   <source>The language is too long</source>
   <translation>Die Sprache ist zu lang</translation>
  </message>
  <message>
   <source>The instructions are too long</source>
   <translation>Die Anweisungen sind zu lang</translation>
  </message>
  <message>
   <source>{title}: {n:,} characters, at most {most:,} fit.</source>
   <translation>{title}: {n:,} Zeichen, höchstens {most:,} passen.</translation>
  </message>
  <message>
   <source>The temperature</source>
   <translation>Die Temperatur</translation>
  </message>
  <message>
   <source>The top-p</source>
   <translation>Top-p</translation>
  </message>
  <message>
   <source>The number of passages</source>
   <translation>Die Zahl der Textstellen</translation>
  </message>
  <message>
   <source>The threshold</source>
   <translation>Der Schwellenwert</translation>
  </message>
  <message>
   <source>The size of passages</source>
   <translation>Die Größe der Textstellen</translation>
  </message>
  <message>
   <source>{what} is {value:g}; it must be from {low:,} to {high:,}.</source>
   <translation>{what} ist {value:g}; möglich ist {low:,} bis {high:,}.</translation>
  </message>
  <message>
   <source>This value does not fit</source>
   <translation>Dieser Wert passt nicht</translation>
  </message>
  <message>
   <source>Passages can overlap by at most half of their size.</source>
   <translation>Textstellen können sich höchstens um die Hälfte ihrer Größe überlappen.</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.assistant_templates</name>
  <message>
   <source>Summariser</source>
   <translation>Zusammenfassung</translation>
  </message>
  <message>
   <source>Says what a document is about, in a few points.</source>
   <translation>Sagt in wenigen Punkten, worum es in einem Dokument geht.</translation>
  </message>
  <message>
   <source>Summarise what the passages say. Begin with one sentence that names the document's purpose, then give at most seven points in the order of the document, each with its citation. Keep numbers, dates and names exactly as they stand. Leave out what the passages do not say, and say so if they cover only a part of the question.</source>
   <translation>Fassen Sie zusammen, was die Textstellen sagen. Beginnen Sie mit einem Satz, der den Zweck des Dokuments nennt, und geben Sie dann höchstens sieben Punkte in der Reihenfolge des Dokuments an, jeden mit seinem Beleg. Übernehmen Sie Zahlen, Daten und Namen genau so, wie sie dastehen. Lassen Sie weg, was die Textstellen nicht sagen, und sagen Sie es, wenn sie die Frage nur zum Teil abdecken.</translation>
  </message>
  <message>
   <source>Contract reader</source>
   <translation>Vertragsleser</translation>
  </message>
  <message>
   <source>Finds clauses, terms, notice periods, sums and obligations.</source>
   <translation>Findet Klauseln, Laufzeiten, Kündigungsfristen, Beträge und Pflichten.</translation>
  </message>
  <message>
   <source>Answer questions about contracts. Quote the clause that decides a question word for word, with its number, before you explain it. Tell apart what must, may and must not be done, and by whom. Name periods, dates and sums exactly. Point out conditions, exceptions and other clauses that are referred to. If clauses contradict each other, show both. Do not give legal advice.</source>
   <translation>Beantworten Sie Fragen zu Verträgen. Zitieren Sie die Klausel, die eine Frage entscheidet, Wort für Wort und mit ihrer Nummer, bevor Sie sie erklären. Unterscheiden Sie, was getan werden muss, darf und nicht darf, und von wem. Nennen Sie Fristen, Daten und Beträge genau. Weisen Sie auf Bedingungen, Ausnahmen und andere Klauseln hin, auf die verwiesen wird. Wenn sich Klauseln widersprechen, zeigen Sie beide. Geben Sie keinen Rechtsrat.</translation>
  </message>
  <message>
   <source>Paper reader</source>
   <translation>Leser für Fachartikel</translation>
  </message>
  <message>
   <source>Explains methods, results and limits of scientific papers.</source>
   <translation>Erklärt Methoden, Ergebnisse und Grenzen wissenschaftlicher Arbeiten.</translation>
  </message>
  <message>
   <source>Answer questions about scientific papers. Tell apart what the authors measured, what they conclude and what they assume. Give sample sizes, values, units and uncertainties as they stand. Name the limits that the authors name themselves. When several papers are cited, say for each statement which one it comes from.</source>
   <translation>Beantworten Sie Fragen zu wissenschaftlichen Arbeiten. Unterscheiden Sie, was die Autoren gemessen haben, was sie folgern und was sie annehmen. Geben Sie Stichprobengrößen, Werte, Einheiten und Unsicherheiten so an, wie sie dastehen. Nennen Sie die Grenzen, die die Autoren selbst nennen. Wenn mehrere Arbeiten zitiert werden, sagen Sie bei jeder Aussage, aus welcher sie stammt.</translation>
  </message>
  <message>
   <source>Tutor</source>
   <translation>Tutor</translation>
  </message>
  <message>
   <source>Explains step by step, in plain words, from your course material.</source>
   <translation>Erklärt Schritt für Schritt und in einfachen Worten aus Ihren Unterlagen.</translation>
  </message>
  <message>
   <source>Explain what the passages say to somebody who learns it for the first time. Go step by step, in plain words, and define each technical term when it first appears. Use the notation of the document. End with one short question that lets the learner check what was understood.</source>
   <translation>Erklären Sie, was die Textstellen sagen, für jemanden, der es zum ersten Mal lernt. Gehen Sie Schritt für Schritt vor, in einfachen Worten, und erklären Sie jeden Fachbegriff, wenn er zum ersten Mal vorkommt. Verwenden Sie die Schreibweise des Dokuments. Schließen Sie mit einer kurzen Frage, mit der die Lernenden prüfen können, was sie verstanden haben.</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.assistants</name>
  <message>
   <source>This assistant was deleted.</source>
   <translation>Dieser Assistent wurde gelöscht.</translation>
  </message>
  <message>
   <source>No such assistant</source>
   <translation>Diesen Assistenten gibt es nicht</translation>
  </message>
  <message>
   <source>Copy of {name}</source>
   <translation>Kopie von {name}</translation>
  </message>
  <message>
   <source>The first assistant is always there.</source>
   <translation>Der erste Assistent ist immer da.</translation>
  </message>
  <message>
   <source>It cannot be deleted</source>
   <translation>Das lässt sich nicht löschen</translation>
  </message>
  <message>
   <source>Documents</source>
   <translation>Dokumente</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.backup_plan</name>
  <message>
   <source>“{path}” cannot be written: {value}.</source>
   <translation>„{path}“ lässt sich nicht schreiben: {value}.</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.collection</name>
  <message>
   <source>“{name}” is not known any more.</source>
   <translation>„{name}“ ist nicht mehr bekannt.</translation>
  </message>
  <message>
   <source>Drop it again.</source>
   <translation>Fügen Sie die Datei noch einmal hinzu.</translation>
  </message>
  <message>
   <source>“{name}” is not taken in.</source>
   <translation>„{name}“ ist nicht aufgenommen.</translation>
  </message>
  <message>
   <source>Text recognition is not installed.</source>
   <translation>Die Texterkennung ist nicht installiert.</translation>
  </message>
  <message>
   <source>Text recognition is missing</source>
   <translation>Die Texterkennung fehlt</translation>
  </message>
  <message>
   <source>Install Tesseract, then try again: {install}</source>
   <translation>Installieren Sie Tesseract, und versuchen Sie es dann noch einmal: {install}</translation>
  </message>
  <message>
   <source>This document was removed.</source>
   <translation>Dieses Dokument wurde entfernt.</translation>
  </message>
  <message>
   <source>No such document</source>
   <translation>Dieses Dokument gibt es nicht</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.collection_store</name>
  <message>
   <source>This collection was deleted.</source>
   <translation>Diese Sammlung wurde gelöscht.</translation>
  </message>
  <message>
   <source>No such collection</source>
   <translation>Diese Sammlung gibt es nicht</translation>
  </message>
  <message>
   <source>The collection is gone</source>
   <translation>Die Sammlung ist weg</translation>
  </message>
  <message>
   <source>Another program deleted the collection while this document was taken in.</source>
   <translation>Ein anderes Programm hat die Sammlung gelöscht, während dieses Dokument aufgenommen wurde.</translation>
  </message>
  <message>
   <source>Try again: it goes into a new collection.</source>
   <translation>Versuchen Sie es noch einmal: Es kommt in eine neue Sammlung.</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.collections</name>
  <message>
   <source>A collection needs a name.</source>
   <translation>Eine Sammlung braucht einen Namen.</translation>
  </message>
  <message>
   <source>No name</source>
   <translation>Kein Name</translation>
  </message>
  <message>
   <source>The name has {n:,} characters; at most {most} fit.</source>
   <translation>Der Name hat {n:,} Zeichen; höchstens {most} passen.</translation>
  </message>
  <message>
   <source>The name is too long</source>
   <translation>Der Name ist zu lang</translation>
  </message>
  <message>
   <source>There is a collection “{name}” already.</source>
   <translation>Es gibt schon eine Sammlung „{name}“.</translation>
  </message>
  <message>
   <source>This name is taken</source>
   <translation>Dieser Name ist vergeben</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.conversation</name>
  <message>
   <source>There is no question.</source>
   <translation>Es gibt keine Frage.</translation>
  </message>
  <message>
   <source>No question</source>
   <translation>Keine Frage</translation>
  </message>
  <message>
   <source>The question has {n:,} characters; at most {most:,} fit.</source>
   <translation>Die Frage hat {n:,} Zeichen; höchstens {most:,} passen.</translation>
  </message>
  <message>
   <source>The question is too long</source>
   <translation>Die Frage ist zu lang</translation>
  </message>
  <message>
   <source>This conversation is still being answered.</source>
   <translation>Dieses Gespräch wird noch beantwortet.</translation>
  </message>
  <message>
   <source>One question at a time</source>
   <translation>Eine Frage nach der anderen</translation>
  </message>
  <message>
   <source>Wait for the answer, or stop it.</source>
   <translation>Warten Sie auf die Antwort, oder stoppen Sie sie.</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.embeddings</name>
  <message>
   <source>the model that comes with Octavo</source>
   <translation>dem Modell, das Octavo mitbringt</translation>
  </message>
  <message>
   <source>Meanings are compared by {name}.</source>
   <translation>Bedeutungen werden mit {name} verglichen.</translation>
  </message>
  <message>
   <source>{n:,} of {all:,} passages are embedded by {name}.</source>
   <translation>{n:,} von {all:,} Textstellen sind mit {name} eingebettet.</translation>
  </message>
  <message>
   <source>{n:,} of {all:,} passages are embedded by {name}. Until all are, meanings are compared by {before}.</source>
   <translation>{n:,} von {all:,} Textstellen sind mit {name} eingebettet. Bis alle es sind, werden Bedeutungen mit {before} verglichen.</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.engine_words</name>
  <message>
   <source>What has been read of your documents so far does not seem to cover this. Some are still being read: ask again in a moment.</source>
   <translation>Was bisher von Ihren Dokumenten gelesen ist, scheint dazu nichts zu sagen. Einige werden noch gelesen: Fragen Sie gleich noch einmal.</translation>
  </message>
  <message>
   <source>What had been read of your documents by then does not seem to cover this.</source>
   <translation>Was bis dahin von Ihren Dokumenten gelesen war, scheint dazu nichts zu sagen.</translation>
  </message>
  <message>
   <source>There are no documents to look into yet. Add a PDF, then ask again.</source>
   <translation>Es gibt noch keine Dokumente zum Durchsuchen. Fügen Sie eine PDF-Datei hinzu und fragen Sie dann noch einmal.</translation>
  </message>
  <message>
   <source>Your documents do not seem to cover this.</source>
   <translation>Ihre Dokumente scheinen dazu nichts zu sagen.</translation>
  </message>
  <message>
   <source>The closest pages are:</source>
   <translation>Am nächsten kommen diese Seiten:</translation>
  </message>
  <message>
   <source>Understood as: {question}</source>
   <translation>Verstanden als: {question}</translation>
  </message>
  <message>
   <source>“{text}”</source>
   <translation>„{text}“</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.export.files</name>
  <message>
   <source>“{path}” cannot be written: {value}.</source>
   <translation>„{path}“ lässt sich nicht schreiben: {value}.</translation>
  </message>
  <message>
   <source>Choose another folder or name.</source>
   <translation>Wählen Sie einen anderen Ordner oder Namen.</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.export.html</name>
  <message>
   <source>not checked</source>
   <translation>nicht geprüft</translation>
  </message>
  <message>
   <source>image</source>
   <translation>Bild</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.export.markdown</name>
  <message>
   <source>not checked</source>
   <translation>nicht geprüft</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.export.thread</name>
  <message>
   <source>New thread</source>
   <translation>Neues Gespräch</translation>
  </message>
  <message>
   <source>You</source>
   <translation>Sie</translation>
  </message>
  <message>
   <source>document</source>
   <translation>Dokument</translation>
  </message>
  <message>
   <source>[not found]</source>
   <translation>[nicht gefunden]</translation>
  </message>
  <message>
   <source>Rated as good.</source>
   <translation>Als gut bewertet.</translation>
  </message>
  <message>
   <source>Rated as poor.</source>
   <translation>Als schlecht bewertet.</translation>
  </message>
  <message>
   <source>Written by {model}, checked against the documents.</source>
   <translation>Geschrieben von {model}, mit den Dokumenten verglichen.</translation>
  </message>
  <message>
   <source>Written by {model}.</source>
   <translation>Geschrieben von {model}.</translation>
  </message>
  <message>
   <source>Stopped.</source>
   <translation>Gestoppt.</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.fetching</name>
  <message>
   <source>A model is being fetched by the name “{name}” already.</source>
   <translation>Unter dem Namen „{name}“ wird schon ein Modell geholt.</translation>
  </message>
  <message>
   <source>Wait for it, or pause and remove it.</source>
   <translation>Warten Sie, bis es da ist, oder halten Sie es an und entfernen Sie es.</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.files</name>
  <message>
   <source>There is no PDF in the folder “{path}”.</source>
   <translation>Im Ordner „{path}“ gibt es keine PDF-Datei.</translation>
  </message>
  <message>
   <source>No PDFs</source>
   <translation>Keine PDF-Dateien</translation>
  </message>
  <message>
   <source>Of a folder, only PDFs are taken. Text files can be added themselves.</source>
   <translation>Aus einem Ordner werden nur PDFs genommen. Textdateien können selbst hinzugefügt werden.</translation>
  </message>
  <message>
   <source>“{name}” is not a file but a device or a pipe.</source>
   <translation>„{name}“ ist keine Datei, sondern ein Gerät oder eine Pipe.</translation>
  </message>
  <message>
   <source>“{name}” has no content.</source>
   <translation>„{name}“ hat keinen Inhalt.</translation>
  </message>
  <message>
   <source>This file is empty</source>
   <translation>Diese Datei ist leer</translation>
  </message>
  <message>
   <source>“{name}” is too large. It has {size:,} MB; at most {limit:,} MB can be read.</source>
   <translation>„{name}“ ist zu groß. Die Datei hat {size:,} MB; höchstens {limit:,} MB lassen sich lesen.</translation>
  </message>
  <message>
   <source>This file is too large</source>
   <translation>Diese Datei ist zu groß</translation>
  </message>
  <message>
   <source>Split it into parts.</source>
   <translation>Teilen Sie sie auf.</translation>
  </message>
  <message>
   <source>There is no file “{name}”.</source>
   <translation>Es gibt keine Datei „{name}“.</translation>
  </message>
  <message>
   <source>This file is not there</source>
   <translation>Diese Datei ist nicht da</translation>
  </message>
  <message>
   <source>“{name}” may not be read.</source>
   <translation>„{name}“ darf nicht gelesen werden.</translation>
  </message>
  <message>
   <source>No permission</source>
   <translation>Keine Berechtigung</translation>
  </message>
  <message>
   <source>Change its permissions, or copy it to a folder of yours.</source>
   <translation>Ändern Sie die Zugriffsrechte, oder kopieren Sie die Datei in einen eigenen Ordner.</translation>
  </message>
  <message>
   <source>“{name}” cannot be opened: {reason}.</source>
   <translation>„{name}“ lässt sich nicht öffnen: {reason}.</translation>
  </message>
  <message>
   <source>Reading was stopped.</source>
   <translation>Das Lesen wurde abgebrochen.</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.half_read</name>
  <message>
   <source>When this was answered, {done:,} of {total:,} pages of “{name}” had been read.</source>
   <translation>Als dies beantwortet wurde, waren {done:,} von {total:,} Seiten von „{name}“ gelesen.</translation>
  </message>
  <message>
   <source>When this was answered, “{name}” had not been read yet.</source>
   <translation>Als dies beantwortet wurde, war „{name}“ noch nicht gelesen.</translation>
  </message>
  <message numerus="yes">
   <source>{n:,} more documents were not read to their end.</source>
   <extracomment>for one: {n:,} more document was not read to its end.</extracomment>
   <translation>
    <numerusform>{n:,} weiteres Dokument war nicht zu Ende gelesen.</numerusform>
    <numerusform>{n:,} weitere Dokumente waren nicht zu Ende gelesen.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>octavo.session.hosted_rest</name>
  <message numerus="yes">
   <source>At {place} lie {n:,} documents ({size}) of {names}.</source>
   <extracomment>for one: At {place} lies {n:,} document ({size}) of {names}.</extracomment>
   <translation>
    <numerusform>Bei {place} liegt {n:,} Dokument ({size}) aus {names}.</numerusform>
    <numerusform>Bei {place} liegen {n:,} Dokumente ({size}) aus {names}.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>octavo.session.hosting</name>
  <message>
   <source>The collection is searched on this computer.</source>
   <translation>Die Sammlung wird auf diesem Computer durchsucht.</translation>
  </message>
  <message>
   <source>The collection is searched at {place}.</source>
   <translation>Die Sammlung wird bei {place} durchsucht.</translation>
  </message>
  <message>
   <source>{n:,} of {all:,} documents are searched at {place}, the others on this computer.</source>
   <translation>{n:,} von {all:,} Dokumenten werden bei {place} durchsucht, die übrigen auf diesem Computer.</translation>
  </message>
  <message numerus="yes">
   <source>{n:,} documents were left at a host.</source>
   <extracomment>for one: {n:,} document was left at a host.</extracomment>
   <translation>
    <numerusform>{n:,} Dokument wurde bei einem Dienst gelassen.</numerusform>
    <numerusform>{n:,} Dokumente wurden bei einem Dienst gelassen.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n:,} documents are still to be deleted at a host.</source>
   <extracomment>for one: {n:,} document is still to be deleted at a host.</extracomment>
   <translation>
    <numerusform>{n:,} Dokument ist bei einem Dienst noch zu löschen.</numerusform>
    <numerusform>{n:,} Dokumente sind bei einem Dienst noch zu löschen.</numerusform>
   </translation>
  </message>
  <message>
   <source>{n:,} kB</source>
   <translation>{n:,} KB</translation>
  </message>
  <message>
   <source>{n:,.1f} MB</source>
   <translation>{n:,.1f} MB</translation>
  </message>
  <message numerus="yes">
   <source>{n:,} documents, {size}</source>
   <extracomment>for one: {n:,} document, {size}</extracomment>
   <translation>
    <numerusform>{n:,} Dokument, {size}</numerusform>
    <numerusform>{n:,} Dokumente, {size}</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>octavo.session.insight</name>
  <message>
   <source>This assistant has no documents yet.</source>
   <translation>Dieser Assistent hat noch keine Dokumente.</translation>
  </message>
  <message>
   <source>No documents</source>
   <translation>Keine Dokumente</translation>
  </message>
  <message>
   <source>All {total:,} sections.</source>
   <translation>Alle {total:,} Abschnitte.</translation>
  </message>
  <message>
   <source>{covered:,} of {total:,} sections. No sentence can be quoted of: {titles}.</source>
   <translation>{covered:,} von {total:,} Abschnitten. Kein Satz lässt sich zitieren aus: {titles}.</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.intake</name>
  <message>
   <source>“{name}” is in this collection already.</source>
   <translation>„{name}“ ist schon in dieser Sammlung.</translation>
  </message>
  <message>
   <source>“{name}” has the same content as “{other}”.</source>
   <translation>„{name}“ hat denselben Inhalt wie „{other}“.</translation>
  </message>
  <message>
   <source>Already there</source>
   <translation>Schon vorhanden</translation>
  </message>
  <message>
   <source>Nothing was added.</source>
   <translation>Nichts wurde hinzugefügt.</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.journal_faults</name>
  <message>
   <source>What was added or typed cannot be written to “{path}”: {error}.</source>
   <translation>Was hinzugefügt oder getippt wurde, lässt sich nicht in „{path}“ schreiben: {error}.</translation>
  </message>
  <message>
   <source>The file “{path}”, which keeps what was dropped, cannot be used: {error}.</source>
   <translation>Die Datei „{path}“, in der steht, was hinzugefügt wurde, lässt sich nicht verwenden: {error}.</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.journal_file</name>
  <message>
   <source>A newer Octavo has worked in this data folder.</source>
   <translation>Eine neuere Version von Octavo hat in diesem Datenordner gearbeitet.</translation>
  </message>
  <message>
   <source>Install that version, or choose another data folder.</source>
   <translation>Installieren Sie jene Version, oder wählen Sie einen anderen Datenordner.</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.keychain</name>
  <message>
   <source>the macOS Keychain</source>
   <translation>dem macOS-Schlüsselbund</translation>
  </message>
  <message>
   <source>the Windows Credential Manager</source>
   <translation>der Windows-Anmeldeinformationsverwaltung</translation>
  </message>
  <message>
   <source>the system’s keyring</source>
   <translation>dem Schlüsselbund des Systems</translation>
  </message>
  <message>
   <source>KWallet</source>
   <translation>KWallet</translation>
  </message>
  <message>
   <source>{place} does not answer.</source>
   <translation>Keine Antwort von {place}.</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.library</name>
  <message>
   <source>The collection of {names} was deleted by another program.</source>
   <translation>Die Sammlung von {names} wurde von einem anderen Programm gelöscht.</translation>
  </message>
  <message>
   <source>A collection is gone</source>
   <translation>Eine Sammlung ist weg</translation>
  </message>
  <message>
   <source>What is added from now on goes into a new one.</source>
   <translation>Was von jetzt an hinzukommt, kommt in eine neue.</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.local_models</name>
  <message>
   <source>{name} (on this computer)</source>
   <translation>{name} (auf diesem Computer)</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.messages</name>
  <message>
   <source>The model's provider withheld the rest.</source>
   <translation>Der Dienst des Modells hat den Rest zurückgehalten.</translation>
  </message>
  <message>
   <source>The answer was cut off</source>
   <translation>Die Antwort wurde abgeschnitten</translation>
  </message>
  <message>
   <source>It reached its greatest length.</source>
   <translation>Sie hat die größte erlaubte Länge erreicht.</translation>
  </message>
  <message>
   <source>It was given up.</source>
   <translation>Sie wurde aufgegeben.</translation>
  </message>
  <message>
   <source>The answer took too long</source>
   <translation>Die Antwort hat zu lange gedauert</translation>
  </message>
  <message>
   <source>Ask again.</source>
   <translation>Fragen Sie noch einmal.</translation>
  </message>
  <message>
   <source>The answer failed</source>
   <translation>Die Antwort ist fehlgeschlagen</translation>
  </message>
  <message>
   <source>It broke off.</source>
   <translation>Sie brach ab.</translation>
  </message>
  <message>
   <source>The answer is not whole</source>
   <translation>Die Antwort ist nicht vollständig</translation>
  </message>
  <message>
   <source>The answer waits for a tool</source>
   <translation>Die Antwort wartet auf ein Werkzeug</translation>
  </message>
  <message>
   <source>The assistant wants to call a function, which Octavo cannot do.</source>
   <translation>Der Assistent will eine Funktion aufrufen, was Octavo nicht kann.</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.model_hosts</name>
  <message>
   <source>{origin} did not answer in time.</source>
   <translation>{origin} hat nicht innerhalb der Frist geantwortet.</translation>
  </message>
  <message>
   <source>No answer</source>
   <translation>Keine Antwort</translation>
  </message>
  <message>
   <source>passages, to answer from</source>
   <translation>Textstellen, um damit zu antworten</translation>
  </message>
  <message>
   <source>the text of collections, to compare meanings</source>
   <translation>der Text von Sammlungen, um Bedeutungen zu vergleichen</translation>
  </message>
  <message>
   <source>whole documents, to be kept and searched there</source>
   <translation>ganze Dokumente, um dort aufbewahrt und durchsucht zu werden</translation>
  </message>
  <message>
   <source>the text of documents, to summarise them</source>
   <translation>der Text von Dokumenten, um sie zusammenzufassen</translation>
  </message>
  <message>
   <source>You agreed that these are sent there: {what}.</source>
   <translation>Sie haben zugestimmt, dass dorthin gesendet werden: {what}.</translation>
  </message>
  <message>
   <source>To answer, these are sent to {where}: the question, the thread so far, the assistant’s instructions, and the passages of your documents that fit the question, with file name and page. With the usual settings these are up to {n:,} passages, {characters:,} characters in all; the model may look for as many again up to {more} times. Whole files are not sent.</source>
   <translation>Für die Antwort werden an {where} gesendet: die Frage, das bisherige Gespräch, die Anweisungen des Assistenten und die zur Frage passenden Textstellen Ihrer Dokumente mit Dateiname und Seite. Bei den üblichen Einstellungen sind das bis zu {n:,} Textstellen, zusammen höchstens {characters:,} Zeichen; das Modell kann bis zu {more}-mal ebenso viele nachschlagen. Ganze Dateien werden nicht gesendet.</translation>
  </message>
  <message>
   <source>The host keeps each answer, with what was sent for it, until the answer is whole; then it is told to delete it.</source>
   <translation>Der Dienst bewahrt jede Antwort mit dem, was dafür gesendet wurde, auf, bis sie vollständig ist; dann wird er angewiesen, sie zu löschen.</translation>
  </message>
  <message>
   <source>The host is told to keep none of it.</source>
   <translation>Der Dienst wird angewiesen, nichts davon aufzubewahren.</translation>
  </message>
  <message>
   <source>Nothing leaves this computer.</source>
   <translation>Nichts verlässt diesen Computer.</translation>
  </message>
  <message>
   <source>All the text is sent to {where}, part by part.</source>
   <translation>Der ganze Text wird Teil für Teil an {where} gesendet.</translation>
  </message>
  <message>
   <source>To be summarised, the whole text of a document is sent to {where}, part by part, with its file name. That is far more than the passages of an answer. Files are not sent.</source>
   <translation>Zum Zusammenfassen wird der ganze Text eines Dokuments mit seinem Dateinamen Teil für Teil an {where} gesendet. Das ist weit mehr als die Textstellen einer Antwort. Dateien werden nicht gesendet.</translation>
  </message>
  <message>
   <source>To compare meanings, the whole text of the collection’s documents, and each question that is put to it, are sent to {where}. The files themselves are not sent.</source>
   <translation>Um Bedeutungen zu vergleichen, werden der ganze Text der Dokumente dieser Sammlung und jede Frage an sie an {where} gesendet. Die Dateien selbst werden nicht gesendet.</translation>
  </message>
  <message>
   <source>To be searched there, the collection’s documents are sent whole, with their file names, to {where}, which keeps them until they are deleted there. Each question that is put to the collection is sent, too.</source>
   <translation>Um dort durchsucht zu werden, werden die Dokumente der Sammlung ganz und mit ihren Dateinamen an {where} gesendet und dort aufbewahrt, bis sie dort gelöscht werden. Auch jede Frage an die Sammlung wird gesendet.</translation>
  </message>
  <message>
   <source>this computer</source>
   <translation>dieser Computer</translation>
  </message>
  <message>
   <source>another computer</source>
   <translation>ein anderer Computer</translation>
  </message>
  <message>
   <source>The connection is not encrypted: others on the way can read it.</source>
   <translation>Die Verbindung ist nicht verschlüsselt: Andere können unterwegs mitlesen.</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.model_items</name>
  <message>
   <source>It is not whole, and it is not known any more where it came from.</source>
   <translation>Es ist nicht vollständig, und woher es kam, ist nicht mehr bekannt.</translation>
  </message>
  <message>
   <source>Remove it here, and add the model again.</source>
   <translation>Entfernen Sie es hier, und fügen Sie das Modell noch einmal hinzu.</translation>
  </message>
  <message>
   <source>It was being copied from “{file}” when that was stopped.</source>
   <translation>Es wurde aus „{file}“ kopiert, als das angehalten wurde.</translation>
  </message>
  <message>
   <source>Copy it again, or remove it.</source>
   <translation>Kopieren Sie es noch einmal, oder entfernen Sie es.</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.pages</name>
  <message>
   <source>The document is gone</source>
   <translation>Das Dokument ist nicht mehr da</translation>
  </message>
  <message>
   <source>“{name}” was removed.</source>
   <translation>„{name}“ wurde entfernt.</translation>
  </message>
  <message>
   <source>This document was removed.</source>
   <translation>Dieses Dokument wurde entfernt.</translation>
  </message>
  <message>
   <source>Its quotes stay in the answers. To see its pages, add it and ask again.</source>
   <translation>Die Zitate daraus bleiben in den Antworten. Um seine Seiten zu sehen, fügen Sie es wieder hinzu und fragen Sie noch einmal.</translation>
  </message>
  <message>
   <source>No copy can be made: {strerror}.</source>
   <translation>Es lässt sich keine Kopie anlegen: {strerror}.</translation>
  </message>
  <message>
   <source>The cache cannot be written: {strerror}.</source>
   <translation>Der Zwischenspeicher lässt sich nicht schreiben: {strerror}.</translation>
  </message>
  <message>
   <source>The folder “{folder}” cannot be made: {strerror}.</source>
   <translation>Der Ordner „{folder}“ lässt sich nicht anlegen: {strerror}.</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.passwords</name>
  <message>
   <source>This is not the password</source>
   <translation>Das ist nicht das Passwort</translation>
  </message>
  <message>
   <source>The password is not right.</source>
   <translation>Das Passwort stimmt nicht.</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.prices</name>
  <message>
   <source>The price list {file} cannot be read.</source>
   <translation>Die Preisliste {file} kann nicht gelesen werden.</translation>
  </message>
  <message>
   <source>Correct it, or delete it and set the prices again.</source>
   <translation>Berichtigen Sie sie, oder löschen Sie sie und legen Sie die Preise neu fest.</translation>
  </message>
  <message>
   <source>The price list could not be saved: {reason}.</source>
   <translation>Die Preisliste konnte nicht gespeichert werden: {reason}.</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.problems</name>
  <message>
   <source>A fault in Octavo</source>
   <translation>Ein Fehler in Octavo</translation>
  </message>
  <message>
   <source>Please report it; the log has the details.</source>
   <translation>Bitte melden Sie ihn; Näheres steht im Protokoll.</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.progress</name>
  <message>
   <source>Reading failed</source>
   <translation>Das Lesen ist fehlgeschlagen</translation>
  </message>
  <message>
   <source>This kind of file cannot be read</source>
   <translation>Diese Art von Datei kann nicht gelesen werden</translation>
  </message>
  <message>
   <source>This file cannot be read</source>
   <translation>Diese Datei lässt sich nicht lesen</translation>
  </message>
  <message>
   <source>“{name}” could not be read.</source>
   <translation>„{name}“ ließ sich nicht lesen.</translation>
  </message>
  <message>
   <source>No text</source>
   <translation>Kein Text</translation>
  </message>
  <message>
   <source>No page of “{name}” has text; they may be pictures.</source>
   <translation>Keine Seite von „{name}“ hat Text; vielleicht sind es Bilder.</translation>
  </message>
  <message>
   <source>Run a text recognition (OCR) over it and add it again.</source>
   <translation>Wenden Sie eine Texterkennung (OCR) auf die Datei an, und fügen Sie sie noch einmal hinzu.</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.reading</name>
  <message>
   <source>Octavo was told to pause all reading.</source>
   <translation>Octavo liest gerade nichts, weil alles Lesen angehalten ist.</translation>
  </message>
  <message>
   <source>Reading is paused</source>
   <translation>Das Lesen ist angehalten</translation>
  </message>
  <message>
   <source>Choose “Go on reading” in its window, in the menu above the documents.</source>
   <translation>Wählen Sie „Weiterlesen“ in seinem Fenster, im Menü über den Dokumenten.</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.report_words</name>
  <message>
   <source>in the colour of what is behind it</source>
   <translation>in der Farbe des Hintergrunds</translation>
  </message>
  <message>
   <source>see-through</source>
   <translation>durchsichtig</translation>
  </message>
  <message>
   <source>drawn without ink</source>
   <translation>ohne Farbe gezeichnet</translation>
  </message>
  <message>
   <source>too small to read</source>
   <translation>zu klein zum Lesen</translation>
  </message>
  <message>
   <source>off the page</source>
   <translation>außerhalb der Seite</translation>
  </message>
  <message>
   <source>in invisible characters</source>
   <translation>in unsichtbaren Zeichen</translation>
  </message>
  <message>
   <source>below something that covers it</source>
   <translation>unter etwas, das ihn verdeckt</translation>
  </message>
  <message>
   <source>cut off</source>
   <translation>abgeschnitten</translation>
  </message>
  <message>
   <source>on a layer that is switched off</source>
   <translation>auf einer ausgeschalteten Ebene</translation>
  </message>
  <message>
   <source>{first:,}</source>
   <translation>{first:,}</translation>
  </message>
  <message>
   <source>{first:,}–{last:,}</source>
   <translation>{first:,}–{last:,}</translation>
  </message>
  <message numerus="yes">
   <source>pages {list}</source>
   <extracomment>for one: page {list}</extracomment>
   <translation>
    <numerusform>Seite {list}</numerusform>
    <numerusform>Seiten {list}</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{pages} were read by text recognition.</source>
   <extracomment>for one: {pages} was read by text recognition.</extracomment>
   <translation>
    <numerusform>{pages} wurde durch Texterkennung gelesen.</numerusform>
    <numerusform>{pages} wurden durch Texterkennung gelesen.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{pages} have no text.</source>
   <extracomment>for one: {pages} has no text.</extracomment>
   <translation>
    <numerusform>{pages} hat keinen Text.</numerusform>
    <numerusform>{pages} haben keinen Text.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{pages} need text recognition.</source>
   <extracomment>for one: {pages} needs text recognition.</extracomment>
   <translation>
    <numerusform>{pages} braucht eine Texterkennung.</numerusform>
    <numerusform>{pages} brauchen eine Texterkennung.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{pages} could not be read.</source>
   <extracomment>for one: {pages} could not be read.</extracomment>
   <translation>
    <numerusform>{pages} ließ sich nicht lesen.</numerusform>
    <numerusform>{pages} ließen sich nicht lesen.</numerusform>
   </translation>
  </message>
  <message>
   <source>Text that people do not see on {pages}, {how}</source>
   <translation>Text, den Menschen nicht sehen, auf {pages}, {how}</translation>
  </message>
  <message>
   <source>Text that people do not see, {how}</source>
   <translation>Text, den Menschen nicht sehen, {how}</translation>
  </message>
  <message>
   <source>It is a form that only Adobe’s programs show whole; what they put on its pages is not read. Print it there into a new PDF, and add that.</source>
   <translation>Es ist ein Formular, das nur Programme von Adobe ganz zeigen; was sie auf seine Seiten schreiben, wird nicht gelesen. Drucken Sie es dort in eine neue PDF-Datei, und fügen Sie diese hinzu.</translation>
  </message>
  <message>
   <source>It has {what} on {pages}</source>
   <translation>Enthält {what} auf {pages}</translation>
  </message>
  <message>
   <source>It has {what}</source>
   <translation>Enthält {what}</translation>
  </message>
  <message>
   <source>Octavo does nothing with it.</source>
   <translation>Octavo tut nichts damit.</translation>
  </message>
  <message numerus="yes">
   <source>{n:,} scripts</source>
   <extracomment>for one: a script</extracomment>
   <translation>
    <numerusform>ein Skript</numerusform>
    <numerusform>{n:,} Skripte</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n:,} actions that start programs</source>
   <extracomment>for one: an action that starts a program</extracomment>
   <translation>
    <numerusform>eine Aktion, die ein Programm startet</numerusform>
    <numerusform>{n:,} Aktionen, die Programme starten</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n:,} links to addresses</source>
   <extracomment>for one: a link to an address</extracomment>
   <translation>
    <numerusform>einen Verweis auf eine Adresse</numerusform>
    <numerusform>{n:,} Verweise auf Adressen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n:,} files inside</source>
   <extracomment>for one: a file inside</extracomment>
   <translation>
    <numerusform>eine eingebettete Datei</numerusform>
    <numerusform>{n:,} eingebettete Dateien</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>octavo.session.rerankers</name>
  <message>
   <source>Its files in “{path}” are gone, or some of them.</source>
   <translation>Seine Dateien in „{path}“ sind weg, oder einige davon.</translation>
  </message>
  <message>
   <source>Remove it here, and add it again.</source>
   <translation>Entfernen Sie es hier, und fügen Sie es noch einmal hinzu.</translation>
  </message>
  <message>
   <source>Get it again, or remove it.</source>
   <translation>Holen Sie es noch einmal, oder entfernen Sie es.</translation>
  </message>
  <message>
   <source>Asked about questions in: {languages}</source>
   <translation>Wird gefragt bei Fragen in: {languages}</translation>
  </message>
  <message>
   <source>Asked about questions in every language</source>
   <translation>Wird gefragt bei Fragen in jeder Sprache</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.run_words</name>
  <message>
   <source>waits for its turn</source>
   <translation>wartet, bis es an der Reihe ist</translation>
  </message>
  <message>
   <source>is being answered</source>
   <translation>wird gerade beantwortet</translation>
  </message>
  <message>
   <source>waits for a tool</source>
   <translation>wartet auf ein Werkzeug</translation>
  </message>
  <message>
   <source>is being stopped</source>
   <translation>wird gerade gestoppt</translation>
  </message>
  <message>
   <source>stopped</source>
   <translation>gestoppt</translation>
  </message>
  <message>
   <source>failed</source>
   <translation>fehlgeschlagen</translation>
  </message>
  <message>
   <source>answered</source>
   <translation>beantwortet</translation>
  </message>
  <message>
   <source>cut off</source>
   <translation>abgeschnitten</translation>
  </message>
  <message>
   <source>took too long</source>
   <translation>hat zu lange gedauert</translation>
  </message>
  <message>
   <source>not finished</source>
   <translation>nicht abgeschlossen</translation>
  </message>
  <message>
   <source>in a state that this Octavo does not know</source>
   <translation>in einem Zustand, den dieses Octavo nicht kennt</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.secrets</name>
  <message>
   <source>The keychain does not answer</source>
   <translation>Der Schlüsselbund antwortet nicht</translation>
  </message>
  <message>
   <source>Is it unlocked?</source>
   <translation>Ist er entsperrt?</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.taking_in</name>
  <message>
   <source>Reading waits: the disk is full</source>
   <translation>Das Lesen wartet: kein Platz mehr</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.threads</name>
  <message>
   <source>Copy of {title}</source>
   <translation>Kopie von {title}</translation>
  </message>
  <message>
   <source>Copy {n} of {title}</source>
   <translation>{n}. Kopie von {title}</translation>
  </message>
  <message>
   <source>Branch: {title}</source>
   <translation>Abzweig: {title}</translation>
  </message>
  <message>
   <source>Branch {n}: {title}</source>
   <translation>Abzweig {n}: {title}</translation>
  </message>
  <message>
   <source>This conversation was deleted.</source>
   <translation>Dieses Gespräch wurde gelöscht.</translation>
  </message>
  <message>
   <source>No such thread</source>
   <translation>Dieses Gespräch gibt es nicht</translation>
  </message>
  <message>
   <source>A thread needs a title.</source>
   <translation>Ein Gespräch braucht einen Titel.</translation>
  </message>
  <message>
   <source>No title</source>
   <translation>Kein Titel</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.trials.figures</name>
  <message>
   <source>Right page first</source>
   <translation>Richtige Seite zuerst</translation>
  </message>
  <message>
   <source>Right page among the first five</source>
   <translation>Richtige Seite unter den ersten fünf</translation>
  </message>
  <message>
   <source>Rank of the right page (MRR)</source>
   <translation>Rang der richtigen Seite (MRR)</translation>
  </message>
  <message>
   <source>Expected text in the answer</source>
   <translation>Erwarteter Text in der Antwort</translation>
  </message>
  <message>
   <source>Quotes that stand on their page</source>
   <translation>Zitate, die auf ihrer Seite stehen</translation>
  </message>
  <message>
   <source>Refused, though answerable</source>
   <translation>Abgelehnt, obwohl beantwortbar</translation>
  </message>
  <message>
   <source>Refused, as expected</source>
   <translation>Abgelehnt, wie erwartet</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.trials.trial</name>
  <message>
   <source>Not asked</source>
   <translation>Nicht gefragt</translation>
  </message>
  <message>
   <source>“{name}” is not among the assistant's documents.</source>
   <translation>„{name}“ ist nicht unter den Dokumenten des Assistenten.</translation>
  </message>
  <message numerus="yes">
   <source>“{name}” has no page {page}: it has {n:,} pages.</source>
   <extracomment>for one: “{name}” has no page {page}: it has {n:,} page.</extracomment>
   <translation>
    <numerusform>„{name}“ hat keine Seite {page}: es hat {n:,} Seite.</numerusform>
    <numerusform>„{name}“ hat keine Seite {page}: es hat {n:,} Seiten.</numerusform>
   </translation>
  </message>
  <message>
   <source>Not answered</source>
   <translation>Nicht beantwortet</translation>
  </message>
  <message>
   <source>The engine ended it without a word.</source>
   <translation>Octavo hat die Antwort beendet, ohne etwas zu sagen.</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.updates</name>
  <message>
   <source>This build of Octavo does not know where releases are announced.</source>
   <translation>Diese Ausgabe von Octavo weiß nicht, wo neue Versionen angekündigt werden.</translation>
  </message>
  <message>
   <source>“{file}” cannot be written: {value}.</source>
   <translation>„{file}“ lässt sich nicht schreiben: {value}.</translation>
  </message>
  <message>
   <source>Free some space, or give yourself the right to write there.</source>
   <translation>Schaffen Sie Platz, oder geben Sie sich dort das Recht zu schreiben.</translation>
  </message>
  <message>
   <source>At most once a day, Octavo will ask {host} for its list of releases. The request carries the version of Octavo and nothing of you, of your documents or of this computer; like every web site, the host sees the network address that you have. The list is used only if it is signed by the publisher. Nothing is downloaded or installed by itself.</source>
   <translation>Höchstens einmal am Tag fragt Octavo {host} nach der Liste der Versionen. Die Anfrage enthält die Version von Octavo und nichts über Sie, Ihre Dokumente oder diesen Computer; wie bei jeder Webseite wird dort Ihre Netzadresse sichtbar. Die Liste wird nur verwendet, wenn der Herausgeber sie signiert hat. Nichts wird von selbst heruntergeladen oder installiert.</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.watched.folders</name>
  <message>
   <source>The folder is not there now. Its documents stay.</source>
   <translation>Der Ordner ist gerade nicht da. Seine Dokumente bleiben.</translation>
  </message>
  <message>
   <source>“{name}” cannot be looked into.</source>
   <translation>„{name}“ lässt sich nicht durchsehen.</translation>
  </message>
  <message>
   <source>This folder is not there</source>
   <translation>Dieser Ordner ist nicht da</translation>
  </message>
  <message>
   <source>“{name}” is watched already.</source>
   <translation>„{name}“ wird schon beobachtet.</translation>
  </message>
  <message>
   <source>Watched already</source>
   <translation>Schon beobachtet</translation>
  </message>
  <message>
   <source>What lies in folders inside it comes in, too.</source>
   <translation>Auch was in den Ordnern darin liegt, wird aufgenommen.</translation>
  </message>
 </context>
 <context>
  <name>octavo.session.written_summaries</name>
  <message>
   <source>The summary of {model} did not come.</source>
   <translation>Die Zusammenfassung von {model} kam nicht an.</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.arrivals</name>
  <message>
   <source>Perhaps it was moved or renamed.</source>
   <translation>Vielleicht wurde sie verschoben oder umbenannt.</translation>
  </message>
  <message>
   <source>There is no file “{name}” in “{folder}”.</source>
   <translation>In „{folder}“ gibt es keine Datei „{name}“.</translation>
  </message>
  <message>
   <source>This file is not there</source>
   <translation>Diese Datei ist nicht da</translation>
  </message>
  <message>
   <source>{n:,} files are not there</source>
   <translation>{n:,} Dateien sind nicht da</translation>
  </message>
  <message>
   <source>Perhaps they were moved or renamed.</source>
   <translation>Vielleicht wurden sie verschoben oder umbenannt.</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.assistants.advanced</name>
  <message>
   <source>Automatic</source>
   <translation>Automatisch</translation>
  </message>
  <message>
   <source>&amp;Temperature</source>
   <translation>&amp;Temperatur</translation>
  </message>
  <message>
   <source>How freely a language model words its answers</source>
   <translation>Wie frei ein Sprachmodell seine Antworten formuliert</translation>
  </message>
  <message>
   <source>To&amp;p-p</source>
   <translation>To&amp;p-p</translation>
  </message>
  <message>
   <source>The share of likely words that a language model chooses from</source>
   <translation>Der Anteil wahrscheinlicher Wörter, aus denen ein Sprachmodell wählt</translation>
  </message>
  <message>
   <source>T&amp;hreshold</source>
   <translation>Sch&amp;wellenwert</translation>
  </message>
  <message>
   <source>Passages that fit less well are left out</source>
   <translation>Textstellen, die schlechter passen, bleiben weg</translation>
  </message>
  <message>
   <source>Pa&amp;ssages</source>
   <translation>Text&amp;stellen</translation>
  </message>
  <message>
   <source>How many passages are looked at for an answer</source>
   <translation>Wie viele Textstellen für eine Antwort betrachtet werden</translation>
  </message>
  <message>
   <source>Si&amp;ze of passages</source>
   <translation>&amp;Größe der Textstellen</translation>
  </message>
  <message>
   <source>In tokens, for documents that are added later</source>
   <translation>In Token, für Dokumente, die später hinzugefügt werden</translation>
  </message>
  <message>
   <source>&amp;Overlap</source>
   <translation>&amp;Überlappung</translation>
  </message>
  <message>
   <source>Tokens that neighbouring passages share</source>
   <translation>Token, die benachbarte Textstellen gemeinsam haben</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.assistants.dialog</name>
  <message>
   <source>A collection of its own</source>
   <translation>Eine eigene Sammlung</translation>
  </message>
  <message>
   <source>As the question</source>
   <translation>Wie die Frage</translation>
  </message>
  <message>
   <source>Nothing</source>
   <translation>Leer</translation>
  </message>
  <message>
   <source>English</source>
   <translation>Englisch</translation>
  </message>
  <message>
   <source>German</source>
   <translation>Deutsch</translation>
  </message>
  <message>
   <source>French</source>
   <translation>Französisch</translation>
  </message>
  <message>
   <source>Spanish</source>
   <translation>Spanisch</translation>
  </message>
  <message>
   <source>Italian</source>
   <translation>Italienisch</translation>
  </message>
  <message>
   <source>Portuguese</source>
   <translation>Portugiesisch</translation>
  </message>
  <message>
   <source>Dutch</source>
   <translation>Niederländisch</translation>
  </message>
  <message>
   <source>Polish</source>
   <translation>Polnisch</translation>
  </message>
  <message>
   <source>Quotes from the documents, on this computer</source>
   <translation>Zitate aus den Dokumenten, auf diesem Computer</translation>
  </message>
  <message>
   <source>New assistant</source>
   <translation>Neuer Assistent</translation>
  </message>
  <message>
   <source>Assistant</source>
   <translation>Assistent</translation>
  </message>
  <message>
   <source>Advanced</source>
   <translation>Erweitert</translation>
  </message>
  <message>
   <source>Create</source>
   <translation>Anlegen</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>Speichern</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Save (Ctrl+Enter)</source>
   <translation>Speichern (Strg+Eingabe)</translation>
  </message>
  <message>
   <source>&amp;Begin with</source>
   <translation>&amp;Beginnen mit</translation>
  </message>
  <message>
   <source>&amp;Name</source>
   <translation>&amp;Name</translation>
  </message>
  <message>
   <source>&amp;Description</source>
   <translation>&amp;Beschreibung</translation>
  </message>
  <message>
   <source>Ans&amp;wers</source>
   <translation>Ant&amp;worten</translation>
  </message>
  <message>
   <source>&amp;Instructions</source>
   <translation>&amp;Anweisungen</translation>
  </message>
  <message>
   <source>Quotes need no model and send nothing. Instructions and language are used when a model writes the answers; models are added under Model hosts in the menu.</source>
   <translation>Zitate brauchen kein Modell und senden nichts. Anweisungen und Sprache gelten, wenn ein Modell die Antworten schreibt; Modelle fügen Sie im Menü unter „Modelldienste“ hinzu.</translation>
  </message>
  <message>
   <source>Looks &amp;into</source>
   <translation>S&amp;ucht in</translation>
  </message>
  <message>
   <source>Answers &amp;in</source>
   <translation>Antwortet &amp;auf</translation>
  </message>
  <message numerus="yes">
   <source>{n:,} documents</source>
   <extracomment>for one: {n} document</extracomment>
   <translation>
    <numerusform>{n} Dokument</numerusform>
    <numerusform>{n:,} Dokumente</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.assistants.manager</name>
  <message>
   <source>New…</source>
   <translation>Neu …</translation>
  </message>
  <message>
   <source>Edit…</source>
   <translation>Bearbeiten …</translation>
  </message>
  <message>
   <source>Test…</source>
   <translation>Prüfen …</translation>
  </message>
  <message>
   <source>Duplicate</source>
   <translation>Duplizieren</translation>
  </message>
  <message>
   <source>Export…</source>
   <translation>Exportieren …</translation>
  </message>
  <message>
   <source>Import…</source>
   <translation>Importieren …</translation>
  </message>
  <message>
   <source>Delete…</source>
   <translation>Löschen …</translation>
  </message>
  <message>
   <source>Assistants</source>
   <translation>Assistenten</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.assistants.menu</name>
  <message>
   <source>Assistant</source>
   <translation>Assistent</translation>
  </message>
  <message>
   <source>Edit…</source>
   <translation>Bearbeiten …</translation>
  </message>
  <message>
   <source>Test…</source>
   <translation>Prüfen …</translation>
  </message>
  <message>
   <source>New assistant…</source>
   <translation>Neuer Assistent …</translation>
  </message>
  <message>
   <source>All assistants…</source>
   <translation>Alle Assistenten …</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.assistants.presenter</name>
  <message>
   <source>Assistant (*.json)</source>
   <translation>Assistent (*.json)</translation>
  </message>
  <message>
   <source>Delete “{name}”?</source>
   <translation>„{name}“ löschen?</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>Löschen</translation>
  </message>
  <message>
   <source>Export assistant</source>
   <translation>Assistenten exportieren</translation>
  </message>
  <message>
   <source>Import assistant</source>
   <translation>Assistenten importieren</translation>
  </message>
  <message>
   <source>All files (*)</source>
   <translation>Alle Dateien (*)</translation>
  </message>
  <message numerus="yes">
   <source>{n:,} threads use it; from then on “{other}” answers there.</source>
   <extracomment>for one: {n} thread uses it; from then on “{other}” answers there.</extracomment>
   <translation>
    <numerusform>{n} Gespräch verwendet ihn; von nun an antwortet dort „{other}“.</numerusform>
    <numerusform>{n:,} Gespräche verwenden ihn; von nun an antwortet dort „{other}“.</numerusform>
   </translation>
  </message>
  <message>
   <source>Its collection stays, and other assistants can look into it.</source>
   <translation>Seine Sammlung bleibt, und andere Assistenten können darin suchen.</translation>
  </message>
  <message>
   <source>No thread uses it, and it has no documents.</source>
   <translation>Kein Gespräch verwendet ihn, und er hat keine Dokumente.</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.attention</name>
  <message>
   <source>An answer could not be finished.</source>
   <translation>Eine Antwort konnte nicht abgeschlossen werden.</translation>
  </message>
  <message>
   <source>The answer to your question is there.</source>
   <translation>Die Antwort auf Ihre Frage ist da.</translation>
  </message>
  <message>
   <source>A model has been fetched and can be used.</source>
   <translation>Ein Modell ist geholt und kann benutzt werden.</translation>
  </message>
  <message>
   <source>A model could not be fetched.</source>
   <translation>Ein Modell konnte nicht geholt werden.</translation>
  </message>
  <message numerus="yes">
   <source>{n:,} documents can be asked.</source>
   <extracomment>for one: {n} document can be asked.</extracomment>
   <translation>
    <numerusform>{n} Dokument kann befragt werden.</numerusform>
    <numerusform>{n:,} Dokumente können befragt werden.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n:,} could not be read.</source>
   <extracomment>for one: {n} could not be read.</extracomment>
   <translation>
    <numerusform>{n} konnte nicht gelesen werden.</numerusform>
    <numerusform>{n:,} konnten nicht gelesen werden.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n:,} documents could not be read.</source>
   <extracomment>for one: {n} document could not be read.</extracomment>
   <translation>
    <numerusform>{n} Dokument konnte nicht gelesen werden.</numerusform>
    <numerusform>{n:,} Dokumente konnten nicht gelesen werden.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.chat.chips</name>
  <message>
   <source>Not checked: these words were not found on the page as they stand here.</source>
   <translation>Nicht geprüft: Diese Wörter wurden auf der Seite so nicht gefunden.</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.chat.chosen_message</name>
  <message>
   <source>Question, message {number} of {count}: {text}</source>
   <translation>Frage, Nachricht {number} von {count}: {text}</translation>
  </message>
  <message>
   <source>Answer, message {number} of {count}: {text}</source>
   <translation>Antwort, Nachricht {number} von {count}: {text}</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.chat.composer</name>
  <message>
   <source>Ask about these documents…</source>
   <translation>Frage zu diesen Dokumenten …</translation>
  </message>
  <message>
   <source>Ask a question…</source>
   <translation>Ihre Frage …</translation>
  </message>
  <message>
   <source>Ask…</source>
   <translation>Frage …</translation>
  </message>
  <message>
   <source>One question waits already. Take it back, or wait for the answer.</source>
   <translation>Eine Frage wartet schon. Nehmen Sie sie zurück, oder warten Sie auf die Antwort.</translation>
  </message>
  <message>
   <source>A question has at most {most:,} characters; the rest was left out.</source>
   <translation>Eine Frage hat höchstens {most:,} Zeichen; der Rest wurde weggelassen.</translation>
  </message>
  <message>
   <source>Your question</source>
   <translation>Ihre Frage</translation>
  </message>
  <message>
   <source>Send</source>
   <translation>Senden</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Stoppen</translation>
  </message>
  <message>
   <source>Stop the answer</source>
   <translation>Die Antwort stoppen</translation>
  </message>
  <message>
   <source>Write a question first</source>
   <translation>Schreiben Sie zuerst eine Frage</translation>
  </message>
  <message>
   <source>Send the question</source>
   <translation>Die Frage senden</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.chat.details_dialog</name>
  <message>
   <source>Details of the answer</source>
   <translation>Einzelheiten der Antwort</translation>
  </message>
  <message>
   <source>Passages that were looked at</source>
   <translation>Betrachtete Textstellen</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message numerus="yes">
   <source>{n} passages were looked at.</source>
   <extracomment>for one: {n} passage was looked at.</extracomment>
   <translation>
    <numerusform>{n} Textstelle wurde betrachtet.</numerusform>
    <numerusform>{n} Textstellen wurden betrachtet.</numerusform>
   </translation>
  </message>
  <message>
   <source>No passages were looked at.</source>
   <translation>Es wurden keine Textstellen betrachtet.</translation>
  </message>
  <message>
   <source>Result</source>
   <translation>Ergebnis</translation>
  </message>
  <message>
   <source>Answered by</source>
   <translation>Beantwortet von</translation>
  </message>
  <message>
   <source>Reason</source>
   <translation>Grund</translation>
  </message>
  <message>
   <source>less than a second</source>
   <translation>weniger als eine Sekunde</translation>
  </message>
  <message>
   <source>{seconds:,} s</source>
   <translation>{seconds:,} s</translation>
  </message>
  <message>
   <source>Time</source>
   <translation>Zeit</translation>
  </message>
  <message>
   <source>Tokens</source>
   <translation>Token</translation>
  </message>
  <message>
   <source>Tokens of the thread</source>
   <translation>Token des Gesprächs</translation>
  </message>
  <message>
   <source>Searched for</source>
   <translation>Gesucht nach</translation>
  </message>
  <message>
   <source>Searched at</source>
   <translation>Durchsucht bei</translation>
  </message>
  <message>
   <source>Searched here alone, since</source>
   <translation>Nur hier durchsucht, denn</translation>
  </message>
  <message numerus="yes">
   <source>{n:,} passages</source>
   <extracomment>for one: {n:,} passage</extracomment>
   <translation>
    <numerusform>{n:,} Textstelle</numerusform>
    <numerusform>{n:,} Textstellen</numerusform>
   </translation>
  </message>
  <message>
   <source>Compared by words alone</source>
   <translation>Nur nach Wörtern verglichen</translation>
  </message>
  <message>
   <source>Put in order by</source>
   <translation>Geordnet von</translation>
  </message>
  <message>
   <source>Not put in order, since</source>
   <translation>Nicht geordnet, denn</translation>
  </message>
  <message>
   <source>Steps</source>
   <translation>Schritte</translation>
  </message>
  <message>
   <source>, then </source>
   <translation>, dann </translation>
  </message>
  <message>
   <source>none</source>
   <translation>keine</translation>
  </message>
  <message>
   <source>{read:,} read, {written:,} written</source>
   <translation>{read:,} gelesen, {written:,} geschrieben</translation>
  </message>
  <message>
   <source>{tokens}: {cost}</source>
   <translation>{tokens}: {cost}</translation>
  </message>
  <message>
   <source>quotes from your documents, no model</source>
   <translation>Zitate aus Ihren Dokumenten, kein Modell</translation>
  </message>
  <message>
   <source>{score:.2f}</source>
   <translation>{score:.2f}</translation>
  </message>
  <message>
   <source>document</source>
   <translation>Dokument</translation>
  </message>
  <message>
   <source>searched the documents</source>
   <translation>Dokumente durchsucht</translation>
  </message>
  <message>
   <source>wrote the answer</source>
   <translation>Antwort geschrieben</translation>
  </message>
  <message>
   <source>ran code</source>
   <translation>Code ausgeführt</translation>
  </message>
  <message>
   <source>called “{name}”</source>
   <translation>„{name}“ aufgerufen</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.chat.document</name>
  <message>
   <source>Show earlier messages</source>
   <translation>Frühere Nachrichten zeigen</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.chat.edit_dialog</name>
  <message>
   <source>Edit the question</source>
   <translation>Frage bearbeiten</translation>
  </message>
  <message>
   <source>Your question</source>
   <translation>Ihre Frage</translation>
  </message>
  <message>
   <source>Ask again</source>
   <translation>Noch einmal fragen</translation>
  </message>
  <message>
   <source>Ask again (Ctrl+Enter)</source>
   <translation>Noch einmal fragen (Strg+Eingabe)</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>The thread goes on from there in a copy. This one stays as it is.</source>
   <translation>Das Gespräch geht von dort in einer Kopie weiter. Dieses bleibt, wie es ist.</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.chat.host_wait</name>
  <message>
   <source>Asking again in {n} s: {reason}</source>
   <translation>Neue Anfrage in {n} s: {reason}</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.chat.markdown</name>
  <message>
   <source> [not found]</source>
   <translation> [nicht gefunden]</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.chat.message</name>
  <message>
   <source>Quotes from your documents</source>
   <translation>Zitate aus Ihren Dokumenten</translation>
  </message>
  <message>
   <source>checked against your documents</source>
   <translation>mit Ihren Dokumenten verglichen</translation>
  </message>
  <message>
   <source>Not found in your documents:</source>
   <translation>In Ihren Dokumenten nicht gefunden:</translation>
  </message>
  <message>
   <source>Looking through your documents…</source>
   <translation>Ihre Dokumente werden durchsucht …</translation>
  </message>
  <message>
   <source>Stopped</source>
   <translation>Gestoppt</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>Noch einmal versuchen</translation>
  </message>
  <message>
   <source>Quote the documents instead</source>
   <translation>Stattdessen die Dokumente zitieren</translation>
  </message>
  <message>
   <source>Ask again when the rest has been read.</source>
   <translation>Fragen Sie noch einmal, wenn der Rest gelesen ist.</translation>
  </message>
  <message>
   <source>The rest has been read since.</source>
   <translation>Der Rest ist inzwischen gelesen.</translation>
  </message>
  <message>
   <source>Ask again</source>
   <translation>Noch einmal fragen</translation>
  </message>
  <message>
   <source>Written by {model}</source>
   <translation>Geschrieben von {model}</translation>
  </message>
  <message>
   <source>This message failed</source>
   <translation>Diese Nachricht ist fehlgeschlagen</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.chat.message_actions</name>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Answer again</source>
   <translation>Neu beantworten</translation>
  </message>
  <message>
   <source>Why these passages?</source>
   <translation>Warum diese Textstellen?</translation>
  </message>
  <message>
   <source>Details</source>
   <translation>Einzelheiten</translation>
  </message>
  <message>
   <source>Branch</source>
   <translation>Abzweigen</translation>
  </message>
  <message>
   <source>Edit and ask again…</source>
   <translation>Bearbeiten und neu fragen …</translation>
  </message>
  <message>
   <source>Good answer</source>
   <translation>Gute Antwort</translation>
  </message>
  <message>
   <source>Poor answer</source>
   <translation>Schlechte Antwort</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.chat.message_menu</name>
  <message>
   <source>Copy last answer</source>
   <translation>Letzte Antwort kopieren</translation>
  </message>
  <message>
   <source>Answer again</source>
   <translation>Neu beantworten</translation>
  </message>
  <message>
   <source>Why these passages?</source>
   <translation>Warum diese Textstellen?</translation>
  </message>
  <message>
   <source>Details of the answer</source>
   <translation>Einzelheiten der Antwort</translation>
  </message>
  <message>
   <source>Branch from the last answer</source>
   <translation>Von der letzten Antwort abzweigen</translation>
  </message>
  <message>
   <source>Edit last question…</source>
   <translation>Letzte Frage bearbeiten …</translation>
  </message>
  <message>
   <source>Rate last answer as good</source>
   <translation>Letzte Antwort als gut bewerten</translation>
  </message>
  <message>
   <source>Rate last answer as poor</source>
   <translation>Letzte Antwort als schlecht bewerten</translation>
  </message>
  <message>
   <source>Copy this message</source>
   <translation>Diese Nachricht kopieren</translation>
  </message>
  <message>
   <source>Branch from this message</source>
   <translation>Von dieser Nachricht abzweigen</translation>
  </message>
  <message>
   <source>Edit this question…</source>
   <translation>Diese Frage bearbeiten …</translation>
  </message>
  <message>
   <source>Rate this answer as good</source>
   <translation>Diese Antwort als gut bewerten</translation>
  </message>
  <message>
   <source>Rate this answer as poor</source>
   <translation>Diese Antwort als schlecht bewerten</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Copy link</source>
   <translation>Adresse kopieren</translation>
  </message>
  <message>
   <source>Open beside</source>
   <translation>Daneben öffnen</translation>
  </message>
  <message>
   <source>Select all</source>
   <translation>Alles auswählen</translation>
  </message>
  <message>
   <source>Copy question</source>
   <translation>Frage kopieren</translation>
  </message>
  <message>
   <source>Copy answer</source>
   <translation>Antwort kopieren</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.chat.presenter</name>
  <message>
   <source>Octavo opens web pages and mail addresses only.</source>
   <translation>Octavo öffnet nur Webseiten und E-Mail-Adressen.</translation>
  </message>
  <message>
   <source>This link is not opened</source>
   <translation>Dieser Verweis wird nicht geöffnet</translation>
  </message>
  <message>
   <source>Write to this address?</source>
   <translation>An diese Adresse schreiben?</translation>
  </message>
  <message>
   <source>Open this page in your browser?</source>
   <translation>Diese Seite im Browser öffnen?</translation>
  </message>
  <message>
   <source>Write mail</source>
   <translation>E-Mail schreiben</translation>
  </message>
  <message>
   <source>Open page</source>
   <translation>Seite öffnen</translation>
  </message>
  <message>
   <source>Your mail program will open a new message to {host}.</source>
   <translation>Ihr E-Mail-Programm öffnet eine neue Nachricht an {host}.</translation>
  </message>
  <message>
   <source>The link leads to {host}.</source>
   <translation>Der Verweis führt zu {host}.</translation>
  </message>
  <message>
   <source>Its text names {claimed}, which is another place.</source>
   <translation>Sein Text nennt {claimed}, und das ist ein anderer Ort.</translation>
  </message>
  <message>
   <source>This name uses letters that can look like others.</source>
   <translation>Dieser Name enthält Buchstaben, die anderen ähnlich sehen können.</translation>
  </message>
  <message>
   <source>The connection would not be encrypted.</source>
   <translation>Die Verbindung wäre nicht verschlüsselt.</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.chat.preview</name>
  <message>
   <source>The place on the page</source>
   <translation>Die Stelle auf der Seite</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.chat.spoken</name>
  <message>
   <source>Citation: {place}</source>
   <translation>Beleg: {place}</translation>
  </message>
  <message>
   <source>{name}, not checked</source>
   <translation>{name}, nicht geprüft</translation>
  </message>
  <message>
   <source>Link: {name}</source>
   <translation>Verweis: {name}</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>Noch einmal versuchen</translation>
  </message>
  <message>
   <source>Copy code</source>
   <translation>Code kopieren</translation>
  </message>
  <message>
   <source>Show earlier messages</source>
   <translation>Frühere Nachrichten zeigen</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.chat.transcript</name>
  <message>
   <source>Conversation</source>
   <translation>Gespräch</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.chat.waiting</name>
  <message>
   <source>Take back</source>
   <translation>Zurücknehmen</translation>
  </message>
  <message>
   <source>Asked next: {question}</source>
   <translation>Als Nächstes: {question}</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.chat.writer</name>
  <message>
   <source>Copy code</source>
   <translation>Code kopieren</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.command_palette</name>
  <message>
   <source>Commands</source>
   <translation>Befehle</translation>
  </message>
  <message>
   <source>What would you like to do?</source>
   <translation>Was möchten Sie tun?</translation>
  </message>
  <message>
   <source>Nothing is found for “{words}”.</source>
   <translation>Zu „{words}“ wurde nichts gefunden.</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.dialogs</name>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>PDF files (*.pdf *.PDF)</source>
   <translation>PDF-Dateien (*.pdf *.PDF)</translation>
  </message>
  <message>
   <source>Text and Markdown (*.txt *.TXT *.text *.md *.MD *.markdown *.rst *.tex *.csv)</source>
   <translation>Text und Markdown (*.txt *.TXT *.text *.md *.MD *.markdown *.rst *.tex *.csv)</translation>
  </message>
  <message>
   <source>All files (*)</source>
   <translation>Alle Dateien (*)</translation>
  </message>
  <message>
   <source>Replace the file?</source>
   <translation>Die Datei ersetzen?</translation>
  </message>
  <message>
   <source>“{name}” exists already.</source>
   <translation>„{name}“ gibt es bereits.</translation>
  </message>
  <message>
   <source>Replace</source>
   <translation>Ersetzen</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.documents.adding</name>
  <message>
   <source>Add PDFs</source>
   <translation>PDF-Dateien hinzufügen</translation>
  </message>
  <message>
   <source>Add the PDFs of a folder</source>
   <translation>Die PDF-Dateien eines Ordners hinzufügen</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.documents.collection_menu</name>
  <message>
   <source>New collection…</source>
   <translation>Neue Sammlung …</translation>
  </message>
  <message>
   <source>Rename…</source>
   <translation>Umbenennen …</translation>
  </message>
  <message>
   <source>Compare meanings by…</source>
   <translation>Bedeutungen vergleichen mit …</translation>
  </message>
  <message>
   <source>Search at a host…</source>
   <translation>Bei einem Dienst suchen …</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>Löschen</translation>
  </message>
  <message>
   <source>Watched folders</source>
   <translation>Beobachtete Ordner</translation>
  </message>
  <message>
   <source>Stop watching “{name}”</source>
   <translation>„{name}“ nicht mehr beobachten</translation>
  </message>
  <message>
   <source>Watch a folder…</source>
   <translation>Ordner beobachten …</translation>
  </message>
  <message>
   <source>Go on reading</source>
   <translation>Weiterlesen</translation>
  </message>
  <message>
   <source>Pause all reading</source>
   <translation>Alles Lesen anhalten</translation>
  </message>
  <message numerus="yes">
   <source>and {n:,} more</source>
   <extracomment>for one: and {n:,} more</extracomment>
   <translation>
    <numerusform>und {n:,} weiteres</numerusform>
    <numerusform>und {n:,} weitere</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Remove the {n:,} documents missing in “{name}”</source>
   <extracomment>for one: Remove the document missing in “{name}”</extracomment>
   <translation>
    <numerusform>Das in „{name}“ fehlende Dokument entfernen</numerusform>
    <numerusform>Die {n:,} in „{name}“ fehlenden Dokumente entfernen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Keep the {n:,} documents missing in “{name}”</source>
   <extracomment>for one: Keep the document missing in “{name}”</extracomment>
   <translation>
    <numerusform>Das in „{name}“ fehlende Dokument behalten</numerusform>
    <numerusform>Die {n:,} in „{name}“ fehlenden Dokumente behalten</numerusform>
   </translation>
  </message>
  <message>
   <source>This thread looks also into</source>
   <translation>Dieses Gespräch sucht auch in</translation>
  </message>
  <message>
   <source>No other collection</source>
   <translation>Keine weitere Sammlung</translation>
  </message>
  <message numerus="yes">
   <source>{n:,} documents</source>
   <extracomment>for one: {n} document</extracomment>
   <translation>
    <numerusform>{n} Dokument</numerusform>
    <numerusform>{n:,} Dokumente</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.documents.collections_presenter</name>
  <message>
   <source>Reading is paused</source>
   <translation>Das Lesen ist angehalten</translation>
  </message>
  <message>
   <source>Reading waits: the disk is full</source>
   <translation>Das Lesen wartet: kein Platz mehr</translation>
  </message>
  <message>
   <source>New collection</source>
   <translation>Neue Sammlung</translation>
  </message>
  <message>
   <source>Create</source>
   <translation>Anlegen</translation>
  </message>
  <message>
   <source>Also searched: {name}</source>
   <translation>Auch durchsucht: {name}</translation>
  </message>
  <message>
   <source>Watch a folder</source>
   <translation>Ordner beobachten</translation>
  </message>
  <message numerus="yes">
   <source>Removed {n:,} documents</source>
   <extracomment>for one: Removed {n} document</extracomment>
   <translation>
    <numerusform>{n} Dokument entfernt</numerusform>
    <numerusform>{n:,} Dokumente entfernt</numerusform>
   </translation>
  </message>
  <message>
   <source>Rename the collection</source>
   <translation>Sammlung umbenennen</translation>
  </message>
  <message>
   <source>Rename</source>
   <translation>Umbenennen</translation>
  </message>
  <message>
   <source>Deleted “{name}”</source>
   <translation>„{name}“ gelöscht</translation>
  </message>
  <message numerus="yes">
   <source>{n:,} PDFs missing, kept here</source>
   <extracomment>for one: {n} PDF missing, kept here</extracomment>
   <translation>
    <numerusform>{n} PDF fehlt, bleibt hier</numerusform>
    <numerusform>{n:,} PDFs fehlen, bleiben hier</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.documents.details_dialog</name>
  <message>
   <source>Properties</source>
   <translation>Eigenschaften</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Read again</source>
   <translation>Neu lesen</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Copied</source>
   <translation>Kopiert</translation>
  </message>
  <message>
   <source>Text recognition is installed: the pages that need it can be read now.</source>
   <translation>Die Texterkennung ist installiert: Die Seiten, die sie brauchen, können jetzt gelesen werden.</translation>
  </message>
  <message>
   <source>Octavo reads pictures of text with the program Tesseract, which is not installed. This installs it; then have the pages read again:</source>
   <translation>Octavo liest Bilder von Text mit dem Programm Tesseract, das nicht installiert ist. Dieser Befehl installiert es; lassen Sie die Seiten danach neu lesen:</translation>
  </message>
  <message>
   <source>Command that installs Tesseract</source>
   <translation>Befehl, der Tesseract installiert</translation>
  </message>
  <message>
   <source>All pages have text, and nothing odd was found.</source>
   <translation>Alle Seiten haben Text, und nichts Auffälliges wurde gefunden.</translation>
  </message>
  <message numerus="yes">
   <source>{n:,} pages</source>
   <extracomment>for one: {n} page</extracomment>
   <translation>
    <numerusform>{n} Seite</numerusform>
    <numerusform>{n:,} Seiten</numerusform>
   </translation>
  </message>
  <message>
   <source>{pages_text:,} with text</source>
   <translation>{pages_text:,} mit Text</translation>
  </message>
  <message>
   <source>{pages_recognised:,} of them recognised</source>
   <translation>{pages_recognised:,} davon erkannt</translation>
  </message>
  <message>
   <source>{pages_empty:,} empty</source>
   <translation>{pages_empty:,} leer</translation>
  </message>
  <message>
   <source>{pages_failed:,} not read</source>
   <translation>{pages_failed:,} nicht gelesen</translation>
  </message>
  <message>
   <source>opens with a password</source>
   <translation>öffnet sich mit einem Passwort</translation>
  </message>
  <message>
   <source>opens without a password</source>
   <translation>öffnet sich ohne Passwort</translation>
  </message>
  <message>
   <source>encrypted ({encryption}), {lock}</source>
   <translation>verschlüsselt ({encryption}), {lock}</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.documents.document_list</name>
  <message>
   <source>Without a name</source>
   <translation>Ohne Namen</translation>
  </message>
  <message>
   <source>Documents</source>
   <translation>Dokumente</translation>
  </message>
  <message>
   <source>New collection…</source>
   <translation>Neue Sammlung …</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.documents.dropping</name>
  <message>
   <source>Add {name} to {collection}</source>
   <translation>{name} zu „{collection}“ hinzufügen</translation>
  </message>
  <message numerus="yes">
   <source>Add {n:,} PDFs to {collection}</source>
   <extracomment>for one: Add {n} PDF to {collection}</extracomment>
   <translation>
    <numerusform>{n} PDF-Datei zu „{collection}“ hinzufügen</numerusform>
    <numerusform>{n:,} PDF-Dateien zu „{collection}“ hinzufügen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Add {n:,} items to {collection}</source>
   <extracomment>for one: Add {n} item to {collection}</extracomment>
   <translation>
    <numerusform>{n} Datei zu „{collection}“ hinzufügen</numerusform>
    <numerusform>{n:,} Dateien zu „{collection}“ hinzufügen</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.documents.embedder_dialog</name>
  <message>
   <source>Compare meanings</source>
   <translation>Bedeutungen vergleichen</translation>
  </message>
  <message>
   <source>What compares meanings</source>
   <translation>Was Bedeutungen vergleicht</translation>
  </message>
  <message>
   <source>The model that comes with Octavo</source>
   <translation>Das Modell, das Octavo mitbringt</translation>
  </message>
  <message>
   <source>Use</source>
   <translation>Verwenden</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Compare meanings in “{name}”</source>
   <translation>Bedeutungen vergleichen in „{name}“</translation>
  </message>
  <message>
   <source>A model of a host gets the whole text of the collection. Hosts are added under “Model hosts”; a model that a host does not list is typed as host/model.</source>
   <translation>Ein Modell eines Dienstes bekommt den ganzen Text der Sammlung. Dienste werden unter „Modelldienste“ hinzugefügt; ein Modell, das ein Dienst nicht nennt, wird als dienst/modell eingegeben.</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.documents.embedder_presenter</name>
  <message>
   <source>Send all text to {name}?</source>
   <translation>Den ganzen Text an {name} senden?</translation>
  </message>
  <message>
   <source>Agree</source>
   <translation>Zustimmen</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.documents.failure_dialog</name>
  <message>
   <source>Properties</source>
   <translation>Eigenschaften</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>Noch einmal versuchen</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.documents.heading</name>
  <message>
   <source>Documents</source>
   <translation>Dokumente</translation>
  </message>
  <message>
   <source>Collection</source>
   <translation>Sammlung</translation>
  </message>
  <message>
   <source>Add PDFs… (Ctrl+O)</source>
   <translation>PDF-Dateien hinzufügen … (Strg+O)</translation>
  </message>
  <message>
   <source>Sort the documents</source>
   <translation>Dokumente sortieren</translation>
  </message>
  <message>
   <source>{n:,} of {total:,} documents</source>
   <translation>{n:,} von {total:,} Dokumenten</translation>
  </message>
  <message>
   <source>Collection: {name}</source>
   <translation>Sammlung: {name}</translation>
  </message>
  <message>
   <source>Find in this list</source>
   <translation>In der Liste suchen</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.documents.hosting_dialog</name>
  <message>
   <source>is sent next</source>
   <translation>wird als Nächstes gesendet</translation>
  </message>
  <message>
   <source>is being sent</source>
   <translation>wird gesendet</translation>
  </message>
  <message>
   <source>is being read there</source>
   <translation>wird dort gelesen</translation>
  </message>
  <message>
   <source>is searched there</source>
   <translation>wird dort durchsucht</translation>
  </message>
  <message>
   <source>cannot be searched there</source>
   <translation>kann dort nicht durchsucht werden</translation>
  </message>
  <message>
   <source>is to be deleted there</source>
   <translation>ist dort zu löschen</translation>
  </message>
  <message>
   <source>was left there</source>
   <translation>wurde dort gelassen</translation>
  </message>
  <message>
   <source>Where it is searched</source>
   <translation>Wo sie durchsucht wird</translation>
  </message>
  <message>
   <source>Where the collection is searched</source>
   <translation>Wo die Sammlung durchsucht wird</translation>
  </message>
  <message>
   <source>On this computer</source>
   <translation>Auf diesem Computer</translation>
  </message>
  <message>
   <source>&amp;Delete at the host what lies there</source>
   <translation>Beim Dienst &amp;löschen, was dort liegt</translation>
  </message>
  <message>
   <source>What lies at hosts</source>
   <translation>Was bei Diensten liegt</translation>
  </message>
  <message>
   <source>Delete what was left</source>
   <translation>Zurückgelassenes löschen</translation>
  </message>
  <message>
   <source>Use</source>
   <translation>Verwenden</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>At hosts, of all collections: {amount}</source>
   <translation>Bei Diensten, aus allen Sammlungen: {amount}</translation>
  </message>
  <message>
   <source>Where “{name}” is searched</source>
   <translation>Wo „{name}“ durchsucht wird</translation>
  </message>
  <message>
   <source>A host that speaks OpenAI’s files and vector stores gets the documents whole and keeps them. What it finds is shown on the page of the copy here. What is removed here is deleted there. Hosts are added under “Model hosts”.</source>
   <translation>Ein Dienst, der OpenAIs Dateien und Vektorspeicher spricht, erhält die Dokumente ganz und bewahrt sie auf. Was er findet, wird auf der Seite der hiesigen Kopie gezeigt. Was hier entfernt wird, wird dort gelöscht. Dienste werden unter „Modelldienste“ hinzugefügt.</translation>
  </message>
  <message>
   <source>since {day}</source>
   <translation>seit {day}</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.documents.hosting_presenter</name>
  <message>
   <source>{what}

This sends {amount} of “{name}” now, and what is added to it later.</source>
   <translation>{what}

Damit werden jetzt {amount} aus „{name}“ gesendet, und später, was dazukommt.</translation>
  </message>
  <message numerus="yes">
   <source>and {n:,} more</source>
   <extracomment>for one: and {n:,} more</extracomment>
   <translation>
    <numerusform>und {n:,} weiteres</numerusform>
    <numerusform>und {n:,} weitere</numerusform>
   </translation>
  </message>
  <message>
   <source>Send whole documents to {name}?</source>
   <translation>Ganze Dokumente an {name} senden?</translation>
  </message>
  <message>
   <source>Agree and send</source>
   <translation>Zustimmen und senden</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.documents.name_dialog</name>
  <message>
   <source>Name of the collection</source>
   <translation>Name der Sammlung</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Another collection has this name.</source>
   <translation>Eine andere Sammlung heißt schon so.</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.documents.password_dialog</name>
  <message>
   <source>Password</source>
   <translation>Passwort</translation>
  </message>
  <message>
   <source>&amp;Show what is typed</source>
   <translation>&amp;Eingabe anzeigen</translation>
  </message>
  <message>
   <source>&amp;Remember it in {place}</source>
   <translation>In {place} &amp;merken</translation>
  </message>
  <message>
   <source>Skip</source>
   <translation>Überspringen</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>Öffnen</translation>
  </message>
  <message numerus="yes">
   <source>{n:,} more documents wait for their passwords.</source>
   <extracomment>for one: One more document waits for its password.</extracomment>
   <translation>
    <numerusform>Ein weiteres Dokument wartet auf sein Passwort.</numerusform>
    <numerusform>{n:,} weitere Dokumente warten auf ihre Passwörter.</numerusform>
   </translation>
  </message>
  <message>
   <source>Opening…</source>
   <translation>Wird geöffnet …</translation>
  </message>
  <message>
   <source>&amp;Password</source>
   <translation>&amp;Passwort</translation>
  </message>
  <message>
   <source>This PDF needs a password</source>
   <translation>Diese PDF-Datei braucht ein Passwort</translation>
  </message>
  <message>
   <source>What is read of it lies in Octavo’s data folder like the text of other documents.</source>
   <translation>Was daraus gelesen wird, liegt wie der Text anderer Dokumente in Octavos Datenordner.</translation>
  </message>
  <message>
   <source>This system has no keychain: the password is known until Octavo is closed.</source>
   <translation>Dieses System hat keinen Schlüsselbund: Das Passwort bleibt bekannt, bis Octavo geschlossen wird.</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.documents.presenter</name>
  <message>
   <source>Removed “{name}”</source>
   <translation>„{name}“ entfernt</translation>
  </message>
  <message>
   <source>Removed {n:,} documents</source>
   <translation>{n:,} Dokumente entfernt</translation>
  </message>
  <message>
   <source>Moved “{name}” to “{target}”</source>
   <translation>„{name}“ nach „{target}“ verschoben</translation>
  </message>
  <message>
   <source>Moved {n:,} documents to “{target}”</source>
   <translation>{n:,} Dokumente nach „{target}“ verschoben</translation>
  </message>
  <message>
   <source>Copied “{name}” to “{target}”</source>
   <translation>„{name}“ nach „{target}“ kopiert</translation>
  </message>
  <message>
   <source>Copied {n:,} documents to “{target}”</source>
   <translation>{n:,} Dokumente nach „{target}“ kopiert</translation>
  </message>
  <message>
   <source>“{name}” is in “{target}” already.</source>
   <translation>„{name}“ ist schon in „{target}“.</translation>
  </message>
  <message>
   <source>The {n:,} documents are in “{target}” already.</source>
   <translation>Die {n:,} Dokumente sind schon in „{target}“.</translation>
  </message>
  <message>
   <source>Already there</source>
   <translation>Schon vorhanden</translation>
  </message>
  <message numerus="yes">
   <source>{n:,} were there already</source>
   <extracomment>for one: {n} was there already</extracomment>
   <translation>
    <numerusform>{n} war schon da</numerusform>
    <numerusform>{n:,} waren schon da</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.documents.properties</name>
  <message>
   <source>Title</source>
   <translation>Titel</translation>
  </message>
  <message>
   <source>Author</source>
   <translation>Verfasser</translation>
  </message>
  <message>
   <source>Subject</source>
   <translation>Thema</translation>
  </message>
  <message>
   <source>Keywords</source>
   <translation>Stichwörter</translation>
  </message>
  <message>
   <source>Made</source>
   <translation>Erstellt</translation>
  </message>
  <message>
   <source>Changed</source>
   <translation>Geändert</translation>
  </message>
  <message>
   <source>Written with</source>
   <translation>Geschrieben mit</translation>
  </message>
  <message>
   <source>PDF made by</source>
   <translation>PDF erzeugt von</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>Sprache</translation>
  </message>
  <message>
   <source>Passages</source>
   <translation>Textstellen</translation>
  </message>
  <message>
   <source>{n:,}</source>
   <translation>{n:,}</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>Größe</translation>
  </message>
  <message>
   <source>Added from</source>
   <translation>Herkunft</translation>
  </message>
  <message>
   <source>The file</source>
   <translation>Die Datei</translation>
  </message>
  <message>
   <source>Outline</source>
   <translation>Gliederung</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.documents.recent</name>
  <message>
   <source>Forget this list</source>
   <translation>Diese Liste vergessen</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.documents.revealing</name>
  <message>
   <source>“{name}” is not in “{folder}” any more.</source>
   <translation>„{name}“ ist nicht mehr in „{folder}“.</translation>
  </message>
  <message>
   <source>The file is not there</source>
   <translation>Die Datei ist nicht da</translation>
  </message>
  <message>
   <source>What Octavo took in stays in the collection.</source>
   <translation>Was Octavo aufgenommen hat, bleibt in der Sammlung.</translation>
  </message>
  <message>
   <source>The system has no program to show “{folder}”.</source>
   <translation>Das System hat kein Programm, das „{folder}“ zeigt.</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.documents.shown</name>
  <message>
   <source>As added</source>
   <translation>Wie hinzugefügt</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>Title</source>
   <translation>Titel</translation>
  </message>
  <message>
   <source>State</source>
   <translation>Zustand</translation>
  </message>
  <message>
   <source>Pages, most first</source>
   <translation>Seiten, die meisten zuerst</translation>
  </message>
  <message>
   <source>Size, largest first</source>
   <translation>Größe, die größten zuerst</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>Sprache</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.documents.unlocking</name>
  <message>
   <source>“{name}” is locked with a password.</source>
   <translation>„{name}“ ist mit einem Passwort geschützt.</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.documents.words</name>
  <message>
   <source>Show</source>
   <translation>Zeigen</translation>
  </message>
  <message>
   <source>Open beside</source>
   <translation>Daneben öffnen</translation>
  </message>
  <message>
   <source>Summary</source>
   <translation>Zusammenfassung</translation>
  </message>
  <message>
   <source>Compare…</source>
   <translation>Vergleichen …</translation>
  </message>
  <message>
   <source>Pause</source>
   <translation>Anhalten</translation>
  </message>
  <message>
   <source>Go on reading</source>
   <translation>Weiterlesen</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Enter password…</source>
   <translation>Passwort eingeben …</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>Noch einmal versuchen</translation>
  </message>
  <message>
   <source>Properties…</source>
   <translation>Eigenschaften …</translation>
  </message>
  <message>
   <source>Show in folder</source>
   <translation>Im Ordner zeigen</translation>
  </message>
  <message>
   <source>Copy to</source>
   <translation>Kopieren nach</translation>
  </message>
  <message>
   <source>Move to</source>
   <translation>Verschieben nach</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>Compare {n:,} documents</source>
   <translation>{n:,} Dokumente vergleichen</translation>
  </message>
  <message>
   <source>Pause {n:,} documents</source>
   <translation>{n:,} Dokumente anhalten</translation>
  </message>
  <message>
   <source>Go on reading {n:,} documents</source>
   <translation>{n:,} Dokumente weiterlesen</translation>
  </message>
  <message>
   <source>Cancel {n:,} documents</source>
   <translation>{n:,} Dokumente abbrechen</translation>
  </message>
  <message>
   <source>Try {n:,} documents again</source>
   <translation>{n:,} Dokumente noch einmal versuchen</translation>
  </message>
  <message>
   <source>Remove {n:,} documents</source>
   <translation>{n:,} Dokumente entfernen</translation>
  </message>
  <message>
   <source>scripts</source>
   <translation>Skripte</translation>
  </message>
  <message>
   <source>actions that start programs</source>
   <translation>Aktionen, die Programme starten</translation>
  </message>
  <message>
   <source>files inside</source>
   <translation>eingebettete Dateien</translation>
  </message>
  <message>
   <source>a form that only Adobe’s programs show whole</source>
   <translation>ein Formular, das nur Programme von Adobe ganz zeigen</translation>
  </message>
  <message>
   <source>waiting</source>
   <translation>wartet</translation>
  </message>
  <message>
   <source>adding · {share:.0%}</source>
   <translation>wird hinzugefügt · {share:.0%}</translation>
  </message>
  <message>
   <source>reading</source>
   <translation>wird gelesen</translation>
  </message>
  <message>
   <source>paused</source>
   <translation>angehalten</translation>
  </message>
  <message>
   <source>searchable · refining {share:.0%}</source>
   <translation>durchsuchbar · {share:.0%} verfeinert</translation>
  </message>
  <message>
   <source>locked · needs its password</source>
   <translation>gesperrt · braucht ein Passwort</translation>
  </message>
  <message>
   <source>cancelled</source>
   <translation>abgebrochen</translation>
  </message>
  <message>
   <source>Pages without text cannot be searched.</source>
   <translation>Seiten ohne Text lassen sich nicht durchsuchen.</translation>
  </message>
  <message numerus="yes">
   <source>{n:,} pages need text recognition. Details say how to get it.</source>
   <extracomment>for one: {n:,} page needs text recognition. Details say how to get it.</extracomment>
   <translation>
    <numerusform>{n:,} Seite braucht eine Texterkennung. Die Einzelheiten sagen, wie Sie sie bekommen.</numerusform>
    <numerusform>{n:,} Seiten brauchen eine Texterkennung. Die Einzelheiten sagen, wie Sie sie bekommen.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n:,} pages have text that people do not see.</source>
   <extracomment>for one: {n:,} page has text that people do not see.</extracomment>
   <translation>
    <numerusform>{n:,} Seite hat Text, den Menschen nicht sehen.</numerusform>
    <numerusform>{n:,} Seiten haben Text, den Menschen nicht sehen.</numerusform>
   </translation>
  </message>
  <message>
   <source>It has active content, with which Octavo does nothing: {kinds}.</source>
   <translation>Enthält aktive Inhalte, mit denen Octavo nichts tut: {kinds}.</translation>
  </message>
  <message>
   <source>{size:,} KB</source>
   <translation>{size:,} KB</translation>
  </message>
  <message>
   <source>{size:,.1f} MB</source>
   <translation>{size:,.1f} MB</translation>
  </message>
  <message>
   <source>recognising page {page:,} of {total:,}</source>
   <translation>erkennt Text: Seite {page:,} von {total:,}</translation>
  </message>
  <message>
   <source>page {page:,} of {total:,}</source>
   <translation>Seite {page:,} von {total:,}</translation>
  </message>
  <message>
   <source>needs text recognition</source>
   <translation>braucht Texterkennung</translation>
  </message>
  <message>
   <source>could not be read</source>
   <translation>ließ sich nicht lesen</translation>
  </message>
  <message>
   <source>is there already</source>
   <translation>ist schon da</translation>
  </message>
  <message numerus="yes">
   <source>has only blank pages</source>
   <extracomment>for one: has only a blank page</extracomment>
   <translation>
    <numerusform>hat nur eine leere Seite</numerusform>
    <numerusform>hat nur leere Seiten</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n:,} pages</source>
   <extracomment>for one: {n} page</extracomment>
   <translation>
    <numerusform>{n} Seite</numerusform>
    <numerusform>{n:,} Seiten</numerusform>
   </translation>
  </message>
  <message>
   <source>{n:,} not recognised</source>
   <translation>{n:,} nicht erkannt</translation>
  </message>
  <message>
   <source>{n:,} unreadable</source>
   <translation>{n:,} nicht lesbar</translation>
  </message>
  <message>
   <source>{n:,} without text</source>
   <translation>{n:,} ohne Text</translation>
  </message>
  <message>
   <source>{n:,} recognised</source>
   <translation>{n:,} erkannt</translation>
  </message>
  <message>
   <source>hidden text</source>
   <translation>verborgener Text</translation>
  </message>
  <message>
   <source>active content</source>
   <translation>aktive Inhalte</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.export.pages</name>
  <message>
   <source>The PDF could not be made.</source>
   <translation>Das PDF konnte nicht erstellt werden.</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.header</name>
  <message>
   <source>Assistant</source>
   <translation>Assistent</translation>
  </message>
  <message>
   <source>More</source>
   <translation>Mehr</translation>
  </message>
  <message>
   <source>Who answers here</source>
   <translation>Wer hier antwortet</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.insight.comparison_view</name>
  <message>
   <source>Does not seem to cover this.</source>
   <translation>Scheint das nicht zu behandeln.</translation>
  </message>
  <message>
   <source>Its closest pages:</source>
   <translation>Die nächstliegenden Seiten:</translation>
  </message>
  <message>
   <source>Looking…</source>
   <translation>Wird gesucht …</translation>
  </message>
  <message>
   <source>A question to each of the chosen documents</source>
   <translation>Eine Frage an jedes der gewählten Dokumente</translation>
  </message>
  <message>
   <source>Question</source>
   <translation>Frage</translation>
  </message>
  <message>
   <source>Compare</source>
   <translation>Vergleichen</translation>
  </message>
  <message>
   <source>Show the pages side by side</source>
   <translation>Die Seiten nebeneinander zeigen</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.insight.page</name>
  <message>
   <source>Back to the thread</source>
   <translation>Zurück zum Gespräch</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.insight.parts</name>
  <message>
   <source>This was not found on the page word for word.</source>
   <translation>Das wurde auf der Seite nicht Wort für Wort gefunden.</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.insight.passages_view</name>
  <message>
   <source>These are the passages that were found for the question, best first; the answer quotes from them. “Fits” is how well a passage fits as a whole, “words” how well its words do against the best passage’s, “meaning” how near its meaning is to the question’s.</source>
   <translation>Dies sind die Textstellen, die zur Frage gefunden wurden, die beste zuerst; die Antwort zitiert daraus. „Passt“ sagt, wie gut eine Textstelle insgesamt passt, „Wörter“, wie gut ihre Wörter im Vergleich zur besten Textstelle abschneiden, „Bedeutung“, wie nah ihre Bedeutung der Frage ist.</translation>
  </message>
  <message>
   <source>“Read” is how surely a passage answers the question by the model that reads the best of them together with it and puts them in order.</source>
   <translation>„Gelesen“ ist, wie sicher eine Stelle die Frage beantwortet, nach dem Modell, das die besten zusammen mit ihr liest und ordnet.</translation>
  </message>
  <message>
   <source>No passages were looked for, or none were found.</source>
   <translation>Es wurden keine Textstellen gesucht oder keine gefunden.</translation>
  </message>
  <message>
   <source>fits</source>
   <translation>passt</translation>
  </message>
  <message>
   <source>words</source>
   <translation>Wörter</translation>
  </message>
  <message>
   <source>meaning</source>
   <translation>Bedeutung</translation>
  </message>
  <message>
   <source>read</source>
   <translation>gelesen</translation>
  </message>
  <message>
   <source>{share:.0%}</source>
   <translation>{share:.0%}</translation>
  </message>
  <message>
   <source>Has the question’s words: {matched}</source>
   <translation>Enthält die Wörter der Frage: {matched}</translation>
  </message>
  <message>
   <source>Has none of the question’s words; found by its meaning.</source>
   <translation>Enthält keines der Wörter der Frage; über die Bedeutung gefunden.</translation>
  </message>
  <message>
   <source>Has none of the question’s words.</source>
   <translation>Enthält keines der Wörter der Frage.</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.insight.presenter</name>
  <message>
   <source>Reading the whole document…</source>
   <translation>Das ganze Dokument wird gelesen …</translation>
  </message>
  <message>
   <source>Reading the section…</source>
   <translation>Der Abschnitt wird gelesen …</translation>
  </message>
  <message>
   <source>Looking up what was found…</source>
   <translation>Das Gefundene wird nachgeschlagen …</translation>
  </message>
  <message>
   <source>Summary · {name}</source>
   <translation>Zusammenfassung · {name}</translation>
  </message>
  <message>
   <source>Compare documents</source>
   <translation>Dokumente vergleichen</translation>
  </message>
  <message>
   <source>Why these passages?</source>
   <translation>Warum diese Textstellen?</translation>
  </message>
  <message numerus="yes">
   <source>Now this sends the text of {n:,} pages of “{name}”: {characters:,} characters.</source>
   <extracomment>for one: Now this sends the text of {n:,} page of “{name}”: {characters:,} characters.</extracomment>
   <translation>
    <numerusform>Jetzt wird damit der Text von {n:,} Seite von „{name}“ gesendet: {characters:,} Zeichen.</numerusform>
    <numerusform>Jetzt wird damit der Text von {n:,} Seiten von „{name}“ gesendet: {characters:,} Zeichen.</numerusform>
   </translation>
  </message>
  <message>
   <source>Send whole documents to {name}?</source>
   <translation>Ganze Dokumente an {name} senden?</translation>
  </message>
  <message>
   <source>Agree and send</source>
   <translation>Zustimmen und senden</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.insight.suggestions</name>
  <message>
   <source>Your documents can answer, for example:</source>
   <translation>Ihre Dokumente beantworten zum Beispiel:</translation>
  </message>
  <message>
   <source>Every answer shows where it stands.</source>
   <translation>Jede Antwort zeigt, wo sie steht.</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.insight.summary_view</name>
  <message>
   <source>Sentences of the document itself. Nothing here was written by a model.</source>
   <translation>Sätze aus dem Dokument selbst. Nichts davon hat ein Modell geschrieben.</translation>
  </message>
  <message>
   <source>Sentences of the document itself</source>
   <translation>Sätze aus dem Dokument selbst</translation>
  </message>
  <message>
   <source>There are no whole sentences in this document to quote.</source>
   <translation>Dieses Dokument enthält keine ganzen Sätze, die sich zitieren ließen.</translation>
  </message>
  <message>
   <source>In a model’s words</source>
   <translation>In den Worten eines Modells</translation>
  </message>
  <message>
   <source>Key terms</source>
   <translation>Wichtige Begriffe</translation>
  </message>
  <message>
   <source>Questions that it answers</source>
   <translation>Fragen, die es beantwortet</translation>
  </message>
  <message>
   <source>By section</source>
   <translation>Nach Abschnitten</translation>
  </message>
  <message>
   <source>Ask this in the thread</source>
   <translation>Das im Gespräch fragen</translation>
  </message>
  <message>
   <source>Seen {count:,} times, first: {place}</source>
   <translation>{count:,}-mal darin, zuerst: {place}</translation>
  </message>
  <message>
   <source>“{name}”, {pages}</source>
   <translation>„{name}“, {pages}</translation>
  </message>
  <message>
   <source>The first {pages:,} of {pages_total:,} pages</source>
   <translation>Die ersten {pages:,} von {pages_total:,} Seiten</translation>
  </message>
  <message numerus="yes">
   <source>{n:,} pages</source>
   <extracomment>for one: {n} page</extracomment>
   <translation>
    <numerusform>{n} Seite</numerusform>
    <numerusform>{n:,} Seiten</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.insight.written_view</name>
  <message>
   <source>The model reads the whole document. What it writes is compared with it, and what is not found there is marked.</source>
   <translation>Das Modell liest das ganze Dokument. Was es schreibt, wird damit verglichen, und was dort nicht zu finden ist, wird gekennzeichnet.</translation>
  </message>
  <message>
   <source>The model reads this section. What it writes is compared with it, and what is not found there is marked.</source>
   <translation>Das Modell liest diesen Abschnitt. Was es schreibt, wird damit verglichen, und was dort nicht zu finden ist, wird gekennzeichnet.</translation>
  </message>
  <message>
   <source>It stops if you leave this page.</source>
   <translation>Es hört auf, wenn Sie diese Seite verlassen.</translation>
  </message>
  <message>
   <source>Not found in the document</source>
   <translation>Im Dokument nicht gefunden</translation>
  </message>
  <message>
   <source>The model wrote nothing that says something of this document.</source>
   <translation>Das Modell hat nichts geschrieben, das etwas über dieses Dokument sagt.</translation>
  </message>
  <message>
   <source>Parts of the document that are done</source>
   <translation>Fertige Teile des Dokuments</translation>
  </message>
  <message>
   <source>Have {model} write a summary</source>
   <translation>Von {model} zusammenfassen lassen</translation>
  </message>
  <message>
   <source>Write it anew</source>
   <translation>Neu schreiben lassen</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Stoppen</translation>
  </message>
  <message>
   <source>{reason} It is asked again in {seconds:.0f} s.</source>
   <translation>{reason} Neue Anfrage in {seconds:.0f} s.</translation>
  </message>
  <message numerus="yes">
   <source>{model} has done {done:,} of {n:,} parts.</source>
   <extracomment>for one: {model} reads the document in one go.</extracomment>
   <translation>
    <numerusform>{model} liest das Dokument in einem Zug.</numerusform>
    <numerusform>{model} hat {done:,} von {n:,} Teilen fertig.</numerusform>
   </translation>
  </message>
  <message>
   <source>{model} is asked…</source>
   <translation>Anfrage an {model} …</translation>
  </message>
  <message>
   <source>Written by {model}, compared with the document.</source>
   <translation>Geschrieben von {model}, mit dem Dokument verglichen.</translation>
  </message>
  <message>
   <source>What it wrote part by part</source>
   <translation>Was es zu den einzelnen Teilen schrieb</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.local_models.dialog</name>
  <message>
   <source>Models on this computer</source>
   <translation>Modelle auf diesem Computer</translation>
  </message>
  <message>
   <source>The part of Octavo that runs models is not installed, so none could answer: none is fetched before it is.</source>
   <translation>Der Teil von Octavo, der Modelle ausführt, ist nicht installiert. Vorher könnte keines antworten, und es wird auch keines geholt.</translation>
  </message>
  <message>
   <source>Write answers</source>
   <translation>Antworten schreiben</translation>
  </message>
  <message>
   <source>They write answers without any other program. Get one, then choose it for an assistant.</source>
   <translation>Sie schreiben Antworten ohne ein anderes Programm. Holen Sie eines und wählen Sie es dann für einen Assistenten.</translation>
  </message>
  <message>
   <source>Find the right passage</source>
   <translation>Die richtige Stelle finden</translation>
  </message>
  <message>
   <source>Octavo finds passages without any of these. One that is in use reads the best of them again, together with your question, and puts first what answers it.</source>
   <translation>Octavo findet Stellen auch ohne sie. Ein verwendetes Modell liest die besten noch einmal, zusammen mit Ihrer Frage, und stellt voran, was sie beantwortet.</translation>
  </message>
  <message>
   <source>https:// address of a GGUF file</source>
   <translation>https://-Adresse einer GGUF-Datei</translation>
  </message>
  <message>
   <source>Address of another model</source>
   <translation>Adresse eines anderen Modells</translation>
  </message>
  <message>
   <source>Get</source>
   <translation>Holen</translation>
  </message>
  <message>
   <source>From a file…</source>
   <translation>Aus einer Datei …</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>They run here alone: nothing is sent anywhere. None comes unless you say so.</source>
   <translation>Sie laufen nur hier: Nichts wird verschickt. Keines wird geholt, wenn Sie es nicht sagen.</translation>
  </message>
  <message>
   <source>Another model</source>
   <translation>Ein anderes Modell</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.local_models.presenter</name>
  <message>
   <source>Its file is deleted. Assistants that use it will quote instead.</source>
   <translation>Die Datei wird gelöscht. Assistenten, die es nutzen, zitieren dann stattdessen.</translation>
  </message>
  <message>
   <source>Its files are deleted. Passages are found without it.</source>
   <translation>Seine Dateien werden gelöscht. Stellen werden ohne es gefunden.</translation>
  </message>
  <message>
   <source>Remove “{name}”?</source>
   <translation>„{name}“ entfernen?</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>Choose a model</source>
   <translation>Modell wählen</translation>
  </message>
  <message>
   <source>Models (*.gguf *.onnx)</source>
   <translation>Modelle (*.gguf *.onnx)</translation>
  </message>
  <message>
   <source>All files (*)</source>
   <translation>Alle Dateien (*)</translation>
  </message>
  <message>
   <source>“{name}” could not answer here, so it was not taken.</source>
   <translation>„{name}“ könnte hier nicht antworten und wurde deshalb nicht übernommen.</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.local_models.row</name>
  <message>
   <source>Pause</source>
   <translation>Anhalten</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>Do not use</source>
   <translation>Nicht verwenden</translation>
  </message>
  <message>
   <source>Use</source>
   <translation>Verwenden</translation>
  </message>
  <message>
   <source>Get</source>
   <translation>Holen</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>Noch einmal versuchen</translation>
  </message>
  <message>
   <source>Go on</source>
   <translation>Fortsetzen</translation>
  </message>
  <message>
   <source>needs {size} of memory</source>
   <translation>braucht {size} Arbeitsspeicher</translation>
  </message>
  <message>
   <source>{size:.0f} MB</source>
   <translation>{size:.0f} MB</translation>
  </message>
  <message>
   <source>{size:.1f} GB</source>
   <translation>{size:.1f} GB</translation>
  </message>
  <message>
   <source>It could not run here yet: see above.</source>
   <translation>Kann hier noch nicht laufen: siehe oben.</translation>
  </message>
  <message>
   <source>On this computer; its checksum is right.</source>
   <translation>Auf diesem Computer; die Prüfsumme stimmt.</translation>
  </message>
  <message>
   <source>On this computer. Nobody said what its checksum has to be.</source>
   <translation>Auf diesem Computer. Eine Prüfsumme zum Vergleichen gab es nicht.</translation>
  </message>
  <message>
   <source>In use.</source>
   <translation>In Gebrauch.</translation>
  </message>
  <message>
   <source>{done:.0f} of {size:.0f} MB</source>
   <translation>{done:.0f} von {size:.0f} MB</translation>
  </message>
  <message>
   <source>{done:.2f} of {size:.2f} GB</source>
   <translation>{done:.2f} von {size:.2f} GB</translation>
  </message>
  <message>
   <source>Paused at {done:.0f} MB</source>
   <translation>Angehalten bei {done:.0f} MB</translation>
  </message>
  <message>
   <source>Paused at {done:.2f} GB</source>
   <translation>Angehalten bei {done:.2f} GB</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.main_window</name>
  <message>
   <source>Try again</source>
   <translation>Noch einmal versuchen</translation>
  </message>
  <message>
   <source>New thread</source>
   <translation>Neues Gespräch</translation>
  </message>
  <message>
   <source>Add PDFs…</source>
   <translation>PDF-Dateien hinzufügen …</translation>
  </message>
  <message>
   <source>Add a folder…</source>
   <translation>Ordner hinzufügen …</translation>
  </message>
  <message>
   <source>Recent documents</source>
   <translation>Zuletzt geöffnet</translation>
  </message>
  <message>
   <source>Search…</source>
   <translation>Suchen …</translation>
  </message>
  <message>
   <source>Compare documents…</source>
   <translation>Dokumente vergleichen …</translation>
  </message>
  <message>
   <source>Go to</source>
   <translation>Gehe zu</translation>
  </message>
  <message>
   <source>Assistants…</source>
   <translation>Assistenten …</translation>
  </message>
  <message>
   <source>Model hosts…</source>
   <translation>Modelldienste …</translation>
  </message>
  <message>
   <source>Get a local model…</source>
   <translation>Lokales Modell holen …</translation>
  </message>
  <message>
   <source>Settings…</source>
   <translation>Einstellungen …</translation>
  </message>
  <message>
   <source>Commands…</source>
   <translation>Befehle …</translation>
  </message>
  <message>
   <source>Read the guide</source>
   <translation>Den Leitfaden lesen</translation>
  </message>
  <message>
   <source>Appearance</source>
   <translation>Erscheinungsbild</translation>
  </message>
  <message>
   <source>Tell of new versions (not in this build)</source>
   <translation>Neue Versionen melden (nicht in dieser Ausgabe)</translation>
  </message>
  <message>
   <source>Quit</source>
   <translation>Beenden</translation>
  </message>
  <message>
   <source>Thread</source>
   <translation>Gespräch</translation>
  </message>
  <message>
   <source>Answer</source>
   <translation>Antwort</translation>
  </message>
  <message>
   <source>Go to the next message</source>
   <translation>Zur nächsten Nachricht</translation>
  </message>
  <message>
   <source>Go to the message before</source>
   <translation>Zur vorigen Nachricht</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Stoppen</translation>
  </message>
  <message>
   <source>Undo removing or deleting</source>
   <translation>Entfernen oder Löschen rückgängig machen</translation>
  </message>
  <message>
   <source>Recently deleted…</source>
   <translation>Kürzlich gelöscht …</translation>
  </message>
  <message>
   <source>Threads</source>
   <translation>Gespräche</translation>
  </message>
  <message>
   <source>Documents</source>
   <translation>Dokumente</translation>
  </message>
  <message>
   <source>Question</source>
   <translation>Frage</translation>
  </message>
  <message>
   <source>Pages</source>
   <translation>Seiten</translation>
  </message>
  <message>
   <source>Menu of what is chosen</source>
   <translation>Menü des Gewählten</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.pdf.actions</name>
  <message>
   <source>Pages and outline</source>
   <translation>Seiten und Gliederung</translation>
  </message>
  <message>
   <source>Find in the document…</source>
   <translation>Im Dokument suchen …</translation>
  </message>
  <message>
   <source>Find next</source>
   <translation>Nächste Fundstelle</translation>
  </message>
  <message>
   <source>Find previous</source>
   <translation>Vorige Fundstelle</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Select the page's text</source>
   <translation>Den Text der Seite auswählen</translation>
  </message>
  <message>
   <source>Ask about the selection</source>
   <translation>Frage zur Auswahl stellen</translation>
  </message>
  <message>
   <source>Summary of the document</source>
   <translation>Zusammenfassung des Dokuments</translation>
  </message>
  <message>
   <source>Summary of this section</source>
   <translation>Zusammenfassung dieses Abschnitts</translation>
  </message>
  <message>
   <source>Go to page…</source>
   <translation>Gehe zu Seite …</translation>
  </message>
  <message>
   <source>Larger</source>
   <translation>Größer</translation>
  </message>
  <message>
   <source>Smaller</source>
   <translation>Kleiner</translation>
  </message>
  <message>
   <source>Actual size</source>
   <translation>Originalgröße</translation>
  </message>
  <message>
   <source>Fit the width</source>
   <translation>Breite anpassen</translation>
  </message>
  <message>
   <source>Fit the page</source>
   <translation>Ganze Seite</translation>
  </message>
  <message>
   <source>Dim pages in the dark</source>
   <translation>Seiten im Dunkeln abdunkeln</translation>
  </message>
  <message>
   <source>Turn right</source>
   <translation>Nach rechts drehen</translation>
  </message>
  <message>
   <source>Next citation</source>
   <translation>Nächster Beleg</translation>
  </message>
  <message>
   <source>Citation before</source>
   <translation>Voriger Beleg</translation>
  </message>
  <message>
   <source>Next document</source>
   <translation>Nächstes Dokument</translation>
  </message>
  <message>
   <source>Document before</source>
   <translation>Voriges Dokument</translation>
  </message>
  <message>
   <source>Open beside</source>
   <translation>Daneben öffnen</translation>
  </message>
  <message>
   <source>Go to the other side</source>
   <translation>Zur anderen Hälfte</translation>
  </message>
  <message>
   <source>Scroll both sides together</source>
   <translation>Beide Hälften gemeinsam scrollen</translation>
  </message>
  <message>
   <source>Close this side</source>
   <translation>Diese Hälfte schließen</translation>
  </message>
  <message>
   <source>Print…</source>
   <translation>Drucken …</translation>
  </message>
  <message>
   <source>Open in another program…</source>
   <translation>In einem anderen Programm öffnen …</translation>
  </message>
  <message>
   <source>Close document</source>
   <translation>Dokument schließen</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.pdf.canvas</name>
  <message>
   <source>Its picture is too large to be shown.</source>
   <translation>Ihr Bild ist zu groß, um gezeigt zu werden.</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.pdf.citation_foot</name>
  <message>
   <source>Citation before (Shift+F8)</source>
   <translation>Voriger Beleg (Umschalt+F8)</translation>
  </message>
  <message>
   <source>Next citation (F8)</source>
   <translation>Nächster Beleg (F8)</translation>
  </message>
  <message>
   <source>citation {number} of {count}</source>
   <translation>Beleg {number} von {count}</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.pdf.find_bar</name>
  <message>
   <source>Find in the document</source>
   <translation>Im Dokument suchen</translation>
  </message>
  <message>
   <source>Places found</source>
   <translation>Fundstellen</translation>
  </message>
  <message>
   <source>Find previous (Shift+F3)</source>
   <translation>Vorige Fundstelle (Umschalt+F3)</translation>
  </message>
  <message>
   <source>Find next (F3)</source>
   <translation>Nächste Fundstelle (F3)</translation>
  </message>
  <message>
   <source>Close the search (Esc)</source>
   <translation>Suche schließen (Esc)</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.pdf.finding</name>
  <message>
   <source>{n:,}</source>
   <translation>{n:,}</translation>
  </message>
  <message>
   <source>{number:,} of {most}</source>
   <translation>{number:,} von {most}</translation>
  </message>
  <message>
   <source>Not found</source>
   <translation>Nicht gefunden</translation>
  </message>
  <message>
   <source>Searching…</source>
   <translation>Wird gesucht …</translation>
  </message>
  <message>
   <source>{n:,} of {total:,} pages read</source>
   <translation>{n:,} von {total:,} Seiten gelesen</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.pdf.instead_of_pages</name>
  <message>
   <source>Opening “{name}”…</source>
   <translation>„{name}“ wird geöffnet …</translation>
  </message>
  <message>
   <source>Opening…</source>
   <translation>Wird geöffnet …</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.pdf.opening_outside</name>
  <message>
   <source>The document was not opened</source>
   <translation>Das Dokument wurde nicht geöffnet</translation>
  </message>
  <message>
   <source>Open it in another program?</source>
   <translation>In einem anderen Programm öffnen?</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>Öffnen</translation>
  </message>
  <message>
   <source>The system has no program to open “{filename}”.</source>
   <translation>Das System hat kein Programm, das „{filename}“ öffnet.</translation>
  </message>
  <message>
   <source>Install a PDF viewer, then try again.</source>
   <translation>Installieren Sie ein PDF-Programm, und versuchen Sie es dann noch einmal.</translation>
  </message>
  <message>
   <source>A copy of “{filename}” is opened in the program that your system has for PDFs. Changes to it do not come back to Octavo. It can be printed there.</source>
   <translation>Eine Kopie von „{filename}“ wird in dem Programm geöffnet, das Ihr System für PDF-Dateien hat. Änderungen daran kommen nicht zu Octavo zurück. Dort lässt sie sich drucken.</translation>
  </message>
  <message>
   <source>This file has {kinds}. They do nothing in Octavo; the other program may run them.</source>
   <translation>Diese Datei enthält {kinds}. In Octavo bewirken sie nichts; das andere Programm führt sie vielleicht aus.</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.pdf.outline</name>
  <message>
   <source>Outline</source>
   <translation>Gliederung</translation>
  </message>
  <message>
   <source>Summary of this section</source>
   <translation>Zusammenfassung dieses Abschnitts</translation>
  </message>
  <message>
   <source>{title}, page {page}</source>
   <translation>{title}, Seite {page}</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.pdf.page_labels</name>
  <message>
   <source>of {count}</source>
   <translation>von {count}</translation>
  </message>
  <message>
   <source>({number} of {count})</source>
   <translation>({number} von {count})</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.pdf.painting</name>
  <message>
   <source>This page cannot be shown.</source>
   <translation>Diese Seite lässt sich nicht zeigen.</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.pdf.pane</name>
  <message>
   <source>First side</source>
   <translation>Erste Hälfte</translation>
  </message>
  <message>
   <source>Second side</source>
   <translation>Zweite Hälfte</translation>
  </message>
  <message>
   <source>Pages</source>
   <translation>Seiten</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.pdf.side_panel</name>
  <message>
   <source>Pages</source>
   <translation>Seiten</translation>
  </message>
  <message>
   <source>Outline</source>
   <translation>Gliederung</translation>
  </message>
  <message>
   <source>This document has no outline</source>
   <translation>Dieses Dokument hat keine Gliederung</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.pdf.spoken</name>
  <message>
   <source>This page has no text.</source>
   <translation>Diese Seite hat keinen Text.</translation>
  </message>
  <message>
   <source>Text of page {number}</source>
   <translation>Text der Seite {number}</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.pdf.tabs</name>
  <message>
   <source>Open documents</source>
   <translation>Offene Dokumente</translation>
  </message>
  <message>
   <source>Close {name}</source>
   <translation>{name} schließen</translation>
  </message>
  <message>
   <source>Open beside</source>
   <translation>Daneben öffnen</translation>
  </message>
  <message>
   <source>Close document</source>
   <translation>Dokument schließen</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.pdf.text_sheet</name>
  <message>
   <source>Text of the document</source>
   <translation>Text des Dokuments</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.pdf.thumbnails</name>
  <message>
   <source>Page {number}</source>
   <translation>Seite {number}</translation>
  </message>
  <message>
   <source>Pages</source>
   <translation>Seiten</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.pdf.view</name>
  <message>
   <source>passage not located on this page</source>
   <translation>Stelle auf dieser Seite nicht gefunden</translation>
  </message>
  <message>
   <source>Page</source>
   <translation>Seite</translation>
  </message>
  <message>
   <source>Go to a page</source>
   <translation>Zu einer Seite gehen</translation>
  </message>
  <message>
   <source>Smaller (Ctrl+−)</source>
   <translation>Kleiner (Strg+−)</translation>
  </message>
  <message>
   <source>Larger (Ctrl++)</source>
   <translation>Größer (Strg++)</translation>
  </message>
  <message>
   <source>Fit the width (Ctrl+2)</source>
   <translation>Breite anpassen (Strg+2)</translation>
  </message>
  <message>
   <source>Pages and outline (F9)</source>
   <translation>Seiten und Gliederung (F9)</translation>
  </message>
  <message>
   <source>More</source>
   <translation>Mehr</translation>
  </message>
  <message>
   <source>Pages</source>
   <translation>Seiten</translation>
  </message>
  <message>
   <source>Close the page view</source>
   <translation>Seitenansicht schließen</translation>
  </message>
  <message>
   <source>{name} (a part)</source>
   <translation>{name} (ein Teil)</translation>
  </message>
  <message>
   <source>p.</source>
   <translation>S.</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.preferences.appearance</name>
  <message>
   <source>System</source>
   <translation>System</translation>
  </message>
  <message>
   <source>Light</source>
   <translation>Hell</translation>
  </message>
  <message>
   <source>Dark</source>
   <translation>Dunkel</translation>
  </message>
  <message>
   <source>Light, more contrast</source>
   <translation>Hell, mehr Kontrast</translation>
  </message>
  <message>
   <source>Dark, more contrast</source>
   <translation>Dunkel, mehr Kontrast</translation>
  </message>
  <message>
   <source>As the system</source>
   <translation>Wie das System</translation>
  </message>
  <message>
   <source>Reduced</source>
   <translation>Verringert</translation>
  </message>
  <message>
   <source>Full</source>
   <translation>Voll</translation>
  </message>
  <message>
   <source>{share:.0%}</source>
   <translation>{share:.0%}</translation>
  </message>
  <message>
   <source>Where it is reduced, nothing moves by itself, and the cursor does not blink</source>
   <translation>Wo sie verringert ist, bewegt sich nichts von selbst, und der Cursor blinkt nicht</translation>
  </message>
  <message>
   <source>Tell me when &amp;long work ends in the background</source>
   <translation>&amp;Melden, wenn lange Arbeit im Hintergrund endet</translation>
  </message>
  <message>
   <source>&amp;Dim pages of documents while the window is dark</source>
   <translation>Seiten der Dokumente &amp;abdunkeln, solange das Fenster dunkel ist</translation>
  </message>
  <message>
   <source>&amp;Appearance</source>
   <translation>&amp;Erscheinungsbild</translation>
  </message>
  <message>
   <source>&amp;Motion</source>
   <translation>&amp;Bewegung</translation>
  </message>
  <message>
   <source>&amp;Text size</source>
   <translation>&amp;Schriftgröße</translation>
  </message>
  <message>
   <source>&amp;Language</source>
   <translation>S&amp;prache</translation>
  </message>
  <message>
   <source>It will be so when Octavo is opened the next time.</source>
   <translation>Das gilt ab dem nächsten Start von Octavo.</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.preferences.automatic</name>
  <message>
   <source>No automatic backups</source>
   <translation>Keine automatischen Sicherungen</translation>
  </message>
  <message>
   <source>Every day</source>
   <translation>Jeden Tag</translation>
  </message>
  <message>
   <source>Every week</source>
   <translation>Jede Woche</translation>
  </message>
  <message>
   <source>Automatic backups</source>
   <translation>Automatische Sicherungen</translation>
  </message>
  <message>
   <source>Keep {count}</source>
   <translation>{count} behalten</translation>
  </message>
  <message>
   <source>How many backups are kept</source>
   <translation>Wie viele Sicherungen behalten werden</translation>
  </message>
  <message>
   <source>Folder…</source>
   <translation>Ordner …</translation>
  </message>
  <message>
   <source>Folder for automatic backups</source>
   <translation>Ordner für automatische Sicherungen</translation>
  </message>
  <message>
   <source>They go to “{folder}”.</source>
   <translation>Sie kommen nach „{folder}“.</translation>
  </message>
  <message>
   <source>The last one was not made: {reason}</source>
   <translation>Die letzte wurde nicht angelegt: {reason}</translation>
  </message>
  <message>
   <source>The last one was made {when} and checked.</source>
   <translation>Die letzte wurde am {when} angelegt und geprüft.</translation>
  </message>
  <message>
   <source>The first one is made in a moment, while Octavo is open.</source>
   <translation>Die erste wird gleich angelegt, während Octavo geöffnet ist.</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.preferences.automatic_presenter</name>
  <message>
   <source>Folder for automatic backups</source>
   <translation>Ordner für automatische Sicherungen</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.preferences.backups</name>
  <message>
   <source>Backup (*.octavo-backup)</source>
   <translation>Sicherung (*.octavo-backup)</translation>
  </message>
  <message>
   <source>Back up</source>
   <translation>Sichern</translation>
  </message>
  <message>
   <source>Backing up: {share:.0%}</source>
   <translation>Wird gesichert: {share:.0%}</translation>
  </message>
  <message>
   <source>Restore a backup</source>
   <translation>Eine Sicherung wiederherstellen</translation>
  </message>
  <message>
   <source>All files (*)</source>
   <translation>Alle Dateien (*)</translation>
  </message>
  <message>
   <source>Checking the backup…</source>
   <translation>Die Sicherung wird geprüft …</translation>
  </message>
  <message>
   <source>Restore this backup?</source>
   <translation>Diese Sicherung wiederherstellen?</translation>
  </message>
  <message>
   <source>Restore</source>
   <translation>Wiederherstellen</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.preferences.data</name>
  <message>
   <source>Data folder</source>
   <translation>Datenordner</translation>
  </message>
  <message>
   <source>Show the folder</source>
   <translation>Den Ordner zeigen</translation>
  </message>
  <message>
   <source>Move…</source>
   <translation>Verschieben …</translation>
  </message>
  <message>
   <source>Open another…</source>
   <translation>Anderen öffnen …</translation>
  </message>
  <message>
   <source>Make it portable…</source>
   <translation>Portabel machen …</translation>
  </message>
  <message>
   <source>Back up…</source>
   <translation>Sichern …</translation>
  </message>
  <message>
   <source>Restore…</source>
   <translation>Wiederherstellen …</translation>
  </message>
  <message>
   <source>Portable mode</source>
   <translation>Portabler Betrieb</translation>
  </message>
  <message>
   <source>Backup</source>
   <translation>Sicherung</translation>
  </message>
  <message>
   <source>A backup is one file with all documents, threads and assistants. Each part of it is checked when it is written and when it is restored. Keys and passwords are not in it: they stay in the system’s keychain.</source>
   <translation>Eine Sicherung ist eine Datei mit allen Dokumenten, Gesprächen und Assistenten. Jeder Teil wird beim Schreiben und beim Wiederherstellen geprüft. Schlüssel und Passwörter sind nicht darin: Sie bleiben im Schlüsselbund des Systems.</translation>
  </message>
  <message>
   <source>This Octavo is portable: everything is in this folder beside it. Keys and passwords are in the keychain of this computer and do not travel.</source>
   <translation>Dieses Octavo ist portabel: Alles liegt in diesem Ordner neben ihm. Schlüssel und Kennwörter liegen im Schlüsselbund dieses Computers und reisen nicht mit.</translation>
  </message>
  <message>
   <source>Octavo cannot carry its data with it here.</source>
   <translation>Octavo kann seine Daten hier nicht neben sich mitnehmen.</translation>
  </message>
  <message>
   <source>Octavo can keep everything in “{folder}”, beside itself, and be carried about with it, on a stick for instance.</source>
   <translation>Octavo kann alles in „{folder}“ neben sich aufbewahren und damit mitgenommen werden, auf einem Stick zum Beispiel.</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.preferences.dialog</name>
  <message>
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>Subjects</source>
   <translation>Bereiche</translation>
  </message>
  <message>
   <source>Appearance</source>
   <translation>Erscheinungsbild</translation>
  </message>
  <message>
   <source>Data</source>
   <translation>Daten</translation>
  </message>
  <message>
   <source>Text recognition</source>
   <translation>Texterkennung</translation>
  </message>
  <message>
   <source>Models</source>
   <translation>Modelle</translation>
  </message>
  <message>
   <source>Privacy</source>
   <translation>Datenschutz</translation>
  </message>
  <message>
   <source>Usage</source>
   <translation>Verbrauch</translation>
  </message>
  <message>
   <source>Keys</source>
   <translation>Tasten</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.preferences.keys</name>
  <message>
   <source>Keys</source>
   <translation>Tasten</translation>
  </message>
  <message>
   <source>Commands without keys are in the command palette, too (Ctrl+Shift+P).</source>
   <translation>Befehle ohne Tasten stehen auch in der Befehlsliste (Strg+Umschalt+P).</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.preferences.models</name>
  <message>
   <source>Hosts: {names}.</source>
   <translation>Dienste: {names}.</translation>
  </message>
  <message>
   <source>No host is known.</source>
   <translation>Kein Dienst ist bekannt.</translation>
  </message>
  <message>
   <source>Model hosts…</source>
   <translation>Modelldienste …</translation>
  </message>
  <message>
   <source>Models on this computer…</source>
   <translation>Modelle auf diesem Computer …</translation>
  </message>
  <message>
   <source>Models</source>
   <translation>Modelle</translation>
  </message>
  <message>
   <source>Without a model, answers are quotes from your documents, and nothing is sent. Which model writes is chosen in each assistant: one of a host, or one that runs on this computer.</source>
   <translation>Ohne Modell sind Antworten Zitate aus Ihren Dokumenten, und nichts wird gesendet. Welches Modell schreibt, wird in jedem Assistenten gewählt: eines von einem Dienst oder eines, das auf diesem Computer läuft.</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.preferences.moving</name>
  <message>
   <source>Move everything to</source>
   <translation>Alles verschieben nach</translation>
  </message>
  <message>
   <source>Move everything?</source>
   <translation>Alles verschieben?</translation>
  </message>
  <message>
   <source>Move</source>
   <translation>Verschieben</translation>
  </message>
  <message>
   <source>Make it portable</source>
   <translation>Portabel machen</translation>
  </message>
  <message>
   <source>Make Octavo portable?</source>
   <translation>Octavo portabel machen?</translation>
  </message>
  <message>
   <source>Open the data in</source>
   <translation>Daten öffnen in</translation>
  </message>
  <message>
   <source>From now on Octavo works with the documents and threads in “{path}”. What is in “{here}” stays there.</source>
   <translation>Octavo arbeitet von nun an mit den Dokumenten und Gesprächen in „{path}“. Was in „{here}“ ist, bleibt dort.</translation>
  </message>
  <message>
   <source>Open other data?</source>
   <translation>Andere Daten öffnen?</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>Öffnen</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.preferences.other_keys</name>
  <message>
   <source>Lists</source>
   <translation>Listen</translation>
  </message>
  <message>
   <source>Threads</source>
   <translation>Gespräche</translation>
  </message>
  <message>
   <source>Documents</source>
   <translation>Dokumente</translation>
  </message>
  <message>
   <source>Question</source>
   <translation>Frage</translation>
  </message>
  <message>
   <source>Conversation</source>
   <translation>Gespräch</translation>
  </message>
  <message>
   <source>Pages</source>
   <translation>Seiten</translation>
  </message>
  <message>
   <source>Finding</source>
   <translation>Suchen</translation>
  </message>
  <message>
   <source>Row before, next row</source>
   <translation>Vorige Zeile, nächste Zeile</translation>
  </message>
  <message>
   <source>Choose several rows (both arrows)</source>
   <translation>Mehrere Zeilen wählen (beide Pfeile)</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>Löschen</translation>
  </message>
  <message>
   <source>Ask</source>
   <translation>Fragen</translation>
  </message>
  <message>
   <source>New line</source>
   <translation>Neue Zeile</translation>
  </message>
  <message>
   <source>Add the copied files</source>
   <translation>Kopierte Dateien hinzufügen</translation>
  </message>
  <message>
   <source>Citation or button before, next one</source>
   <translation>Voriger Beleg oder Knopf, nächster</translation>
  </message>
  <message>
   <source>Open the citation, or do what the button says</source>
   <translation>Beleg öffnen oder tun, was der Knopf sagt</translation>
  </message>
  <message>
   <source>Menu of the chosen message</source>
   <translation>Menü der gewählten Nachricht</translation>
  </message>
  <message>
   <source>Move a caret through the text</source>
   <translation>Schreibmarke durch den Text bewegen</translation>
  </message>
  <message>
   <source>Select text (all arrows)</source>
   <translation>Text auswählen (alle Pfeile)</translation>
  </message>
  <message>
   <source>Copy the selected text</source>
   <translation>Ausgewählten Text kopieren</translation>
  </message>
  <message>
   <source>Choose nothing any more</source>
   <translation>Nichts mehr wählen</translation>
  </message>
  <message>
   <source>Scroll</source>
   <translation>Blättern</translation>
  </message>
  <message>
   <source>A screen back, a screen on</source>
   <translation>Einen Bildschirm zurück, einen weiter</translation>
  </message>
  <message>
   <source>First page, last page</source>
   <translation>Erste Seite, letzte Seite</translation>
  </message>
  <message>
   <source>Change what is selected (both arrows)</source>
   <translation>Auswahl ändern (beide Pfeile)</translation>
  </message>
  <message>
   <source>Select nothing</source>
   <translation>Auswahl aufheben</translation>
  </message>
  <message>
   <source>Choose among what was found</source>
   <translation>Unter den Treffern wählen</translation>
  </message>
  <message>
   <source>Go to what was found</source>
   <translation>Zum Treffer gehen</translation>
  </message>
  <message>
   <source>Place before, in the document</source>
   <translation>Vorige Stelle, im Dokument</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.preferences.privacy</name>
  <message>
   <source>Model hosts…</source>
   <translation>Modelldienste …</translation>
  </message>
  <message>
   <source>Your documents and questions do not leave this computer.</source>
   <translation>Dokumente und Fragen verlassen diesen Computer nicht.</translation>
  </message>
  <message>
   <source>Text and documents leave this computer only for the hosts named here.</source>
   <translation>Text und Dokumente verlassen diesen Computer nur zu den hier genannten Diensten.</translation>
  </message>
  <message>
   <source>Text leaves this computer only for the hosts named here.</source>
   <translation>Text verlässt diesen Computer nur zu den hier genannten Diensten.</translation>
  </message>
  <message>
   <source>When you ask an assistant whose answers one of them writes, the question, the thread so far, and passages of your documents that fit the question are sent to it.</source>
   <translation>Wenn Sie einen Assistenten fragen, dessen Antworten einer von ihnen schreibt, werden die Frage, das bisherige Gespräch und passende Textstellen aus Ihren Dokumenten dorthin gesendet.</translation>
  </message>
  <message>
   <source>{name}: {origin}</source>
   <translation>{name}: {origin}</translation>
  </message>
  <message>
   <source>Where one of the following compares meanings in a collection, the whole text of its documents and each question that is put to it are sent to it.</source>
   <translation>Wo einer der folgenden Dienste Bedeutungen in einer Sammlung vergleicht, werden der ganze Text ihrer Dokumente und jede Frage an sie dorthin gesendet.</translation>
  </message>
  <message>
   <source>Where a collection is searched at one of the following, its documents are sent to it whole and kept there until they are deleted, and each question that is put to the collection is sent to it. “Search at a host…” in the menu of collections lists what lies there.</source>
   <translation>Wo eine Sammlung bei einem der folgenden Dienste durchsucht wird, werden ihre Dokumente ganz dorthin gesendet und dort aufbewahrt, bis sie gelöscht werden; auch jede Frage an die Sammlung wird dorthin gesendet. „Bei einem Dienst suchen …“ im Menü der Sammlungen zeigt, was dort liegt.</translation>
  </message>
  <message>
   <source>Where you have one of the following summarise a document, the whole text of that document is sent to it.</source>
   <translation>Wo Sie ein Dokument von einem der folgenden Dienste zusammenfassen lassen, wird der ganze Text dieses Dokuments dorthin gesendet.</translation>
  </message>
  <message>
   <source>Nothing is sent to {names} before you agree.</source>
   <translation>An {names} wird nichts gesendet, bevor Sie zustimmen.</translation>
  </message>
  <message>
   <source>Documents, threads and everything that is read of them lie in the data folder, readable for you alone. Whole files are never sent.</source>
   <translation>Dokumente, Gespräche und alles, was daraus gelesen wurde, liegen im Datenordner, lesbar nur für Sie. Ganze Dateien werden nie gesendet.</translation>
  </message>
  <message>
   <source>Documents, threads and everything that is read of them lie in the data folder, readable for you alone. Whole files are sent only as said above.</source>
   <translation>Dokumente, Gespräche und alles, was daraus gelesen wurde, liegen im Datenordner, lesbar nur für Sie. Ganze Dateien werden nur so gesendet, wie oben gesagt.</translation>
  </message>
  <message>
   <source>Octavo reports nothing. The tokens that models used are counted for you, and errors are written to a log: both are in the data folder and stay there. New versions are looked for only if you turn that on in the menu, where it is said what is asked.</source>
   <translation>Octavo meldet nichts. Die Token, die Modelle verbraucht haben, werden für Sie gezählt, und Fehler werden in ein Protokoll geschrieben: Beides liegt im Datenordner und bleibt dort. Nach neuen Versionen wird nur gesucht, wenn Sie das im Menü einschalten, wo steht, was gefragt wird.</translation>
  </message>
  <message>
   <source>A web page or a mail is opened only after you have seen its address and agreed.</source>
   <translation>Eine Webseite oder eine E-Mail wird erst geöffnet, wenn Sie die Adresse gesehen und zugestimmt haben.</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.preferences.recognition</name>
  <message>
   <source>Looking for text recognition…</source>
   <translation>Texterkennung wird gesucht …</translation>
  </message>
  <message>
   <source>Text recognition</source>
   <translation>Texterkennung</translation>
  </message>
  <message>
   <source>Find the language out for each document</source>
   <translation>Die Sprache für jedes Dokument herausfinden</translation>
  </message>
  <message>
   <source>Expect these languages</source>
   <translation>Diese Sprachen erwarten</translation>
  </message>
  <message>
   <source>&amp;Languages of scanned pages</source>
   <translation>&amp;Sprachen gescannter Seiten</translation>
  </message>
  <message>
   <source>Expected languages</source>
   <translation>Erwartete Sprachen</translation>
  </message>
  <message>
   <source>Tick at least one; until then it is found out.</source>
   <translation>Kreuzen Sie mindestens eine an; bis dahin wird sie herausgefunden.</translation>
  </message>
  <message>
   <source>It will be so when Octavo is opened the next time.</source>
   <translation>Das gilt ab dem nächsten Start von Octavo.</translation>
  </message>
  <message>
   <source>None is installed: pages that are only pictures cannot be read.</source>
   <translation>Es ist keine installiert: Seiten, die nur Bilder sind, können nicht gelesen werden.</translation>
  </message>
  <message>
   <source>To get it, type in a terminal: {command}</source>
   <translation>Um sie zu bekommen, geben Sie in einem Terminal ein: {command}</translation>
  </message>
  <message>
   <source>{name} is installed but does not work: {fault}</source>
   <translation>{name} ist installiert, funktioniert aber nicht: {fault}</translation>
  </message>
  <message>
   <source>Pages that are only pictures are read by {name}.</source>
   <translation>Seiten, die nur Bilder sind, liest {name}.</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.preferences.usage</name>
  <message>
   <source>Tokens by month and model</source>
   <translation>Token nach Monat und Modell</translation>
  </message>
  <message>
   <source>Month</source>
   <translation>Monat</translation>
  </message>
  <message>
   <source>Answers</source>
   <translation>Antworten</translation>
  </message>
  <message>
   <source>Read</source>
   <translation>Gelesen</translation>
  </message>
  <message>
   <source>Written</source>
   <translation>Geschrieben</translation>
  </message>
  <message>
   <source>Cost</source>
   <translation>Kosten</translation>
  </message>
  <message>
   <source>Model</source>
   <translation>Modell</translation>
  </message>
  <message>
   <source>Price to read</source>
   <translation>Preis fürs Lesen</translation>
  </message>
  <message>
   <source>to read</source>
   <translation>zu lesen</translation>
  </message>
  <message>
   <source>Price to write</source>
   <translation>Preis fürs Schreiben</translation>
  </message>
  <message>
   <source>to write</source>
   <translation>zu schreiben</translation>
  </message>
  <message>
   <source>Currency</source>
   <translation>Währung</translation>
  </message>
  <message>
   <source>currency</source>
   <translation>Währung</translation>
  </message>
  <message>
   <source>Set</source>
   <translation>Festlegen</translation>
  </message>
  <message>
   <source>Forget</source>
   <translation>Vergessen</translation>
  </message>
  <message>
   <source>No model has answered yet.</source>
   <translation>Noch hat kein Modell geantwortet.</translation>
  </message>
  <message>
   <source>Tokens of models that wrote answers. Quotes need no model and cost nothing.</source>
   <translation>Token der Modelle, die Antworten geschrieben haben. Zitate brauchen kein Modell und kosten nichts.</translation>
  </message>
  <message>
   <source>What a million tokens cost, as your host says:</source>
   <translation>Was eine Million Token kostet, wie Ihr Anbieter sagt:</translation>
  </message>
  <message>
   <source>A price is two amounts, such as 1.75 and 14, and a currency, such as USD.</source>
   <translation>Ein Preis besteht aus zwei Beträgen, wie 1,75 und 14, und einer Währung, wie USD.</translation>
  </message>
  <message>
   <source>{count:,}</source>
   <translation>{count:,}</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.printing.bar</name>
  <message>
   <source>Pages printed</source>
   <translation>Gedruckte Seiten</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Close this message</source>
   <translation>Diese Meldung schließen</translation>
  </message>
  <message>
   <source>Printing {name}: page {page} of {count}</source>
   <translation>{name} wird gedruckt: Seite {page} von {count}</translation>
  </message>
  <message>
   <source>Printing {name}</source>
   <translation>{name} wird gedruckt</translation>
  </message>
  <message>
   <source>Looking for printers…</source>
   <translation>Drucker werden gesucht …</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.printing.desk</name>
  <message>
   <source>PDF (*.pdf)</source>
   <translation>PDF (*.pdf)</translation>
  </message>
  <message>
   <source>Saved as {name}</source>
   <translation>Gespeichert als {name}</translation>
  </message>
  <message>
   <source>Save the pages</source>
   <translation>Die Seiten speichern</translation>
  </message>
  <message>
   <source>{name} (printed)</source>
   <translation>{name} (gedruckt)</translation>
  </message>
  <message>
   <source>“{name}” cannot be written: {reason}.</source>
   <translation>„{name}“ kann nicht geschrieben werden: {reason}.</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.printing.dialog</name>
  <message>
   <source>Print</source>
   <translation>Drucken</translation>
  </message>
  <message>
   <source>Open in another program…</source>
   <translation>In einem anderen Programm öffnen …</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Save as a PDF file</source>
   <translation>Als PDF-Datei speichern</translation>
  </message>
  <message>
   <source>All pages ({count})</source>
   <translation>Alle Seiten ({count})</translation>
  </message>
  <message>
   <source>The page in view ({page})</source>
   <translation>Die Seite im Blick ({page})</translation>
  </message>
  <message>
   <source>Some pages</source>
   <translation>Einzelne Seiten</translation>
  </message>
  <message>
   <source>for example 1-3, 8</source>
   <translation>zum Beispiel 1-3, 8</translation>
  </message>
  <message>
   <source>Printer</source>
   <translation>Drucker</translation>
  </message>
  <message>
   <source>Pages</source>
   <translation>Seiten</translation>
  </message>
  <message>
   <source>Which pages, of {count}</source>
   <translation>Welche Seiten von {count}</translation>
  </message>
  <message>
   <source>Paper</source>
   <translation>Papier</translation>
  </message>
  <message>
   <source>Copies</source>
   <translation>Exemplare</translation>
  </message>
  <message>
   <source>This computer's printers did not answer.</source>
   <translation>Die Drucker dieses Computers haben nicht geantwortet.</translation>
  </message>
  <message>
   <source>No printer is set up on this computer.</source>
   <translation>Auf diesem Computer ist kein Drucker eingerichtet.</translation>
  </message>
  <message>
   <source>Save the pages as a PDF file.</source>
   <translation>Speichern Sie die Seiten als PDF-Datei.</translation>
  </message>
  <message>
   <source>Save the pages as a PDF file, or open the document in another program.</source>
   <translation>Speichern Sie die Seiten als PDF-Datei, oder öffnen Sie das Dokument in einem anderen Programm.</translation>
  </message>
  <message>
   <source>Save…</source>
   <translation>Speichern …</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.printing.presenter</name>
  <message numerus="yes">
   <source>{n:,} pages of {name} have gone to the printer</source>
   <extracomment>for one: {n} page of {name} has gone to the printer</extracomment>
   <translation>
    <numerusform>{n} Seite von {name} wurde an den Drucker gesendet</numerusform>
    <numerusform>{n:,} Seiten von {name} wurden an den Drucker gesendet</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.printing.refusal</name>
  <message>
   <source>It was not printed</source>
   <translation>Es wurde nicht gedruckt</translation>
  </message>
  <message>
   <source>The printer does not take the pages.</source>
   <translation>Der Drucker nimmt die Seiten nicht an.</translation>
  </message>
  <message>
   <source>See whether it is on and has paper, then print again.</source>
   <translation>Sehen Sie nach, ob er eingeschaltet ist und Papier hat, und drucken Sie noch einmal.</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.printing.thread_presenter</name>
  <message>
   <source>{name} has gone to the printer</source>
   <translation>{name} wurde an den Drucker gesendet</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.problems</name>
  <message>
   <source>Octavo ended unexpectedly the last time</source>
   <translation>Octavo wurde beim letzten Mal unerwartet beendet</translation>
  </message>
  <message>
   <source>There was a fault in Octavo the last time</source>
   <translation>Beim letzten Mal gab es einen Fehler in Octavo</translation>
  </message>
  <message>
   <source>A report lies in “{path}”. It has no text of documents and no questions, and was not sent anywhere.</source>
   <translation>Ein Bericht liegt in „{path}“. Er enthält keinen Text von Dokumenten und keine Fragen und wurde nirgendwohin gesendet.</translation>
  </message>
  <message>
   <source>If you report the fault, please add it.</source>
   <translation>Wenn Sie den Fehler melden, fügen Sie ihn bitte bei.</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.providers.consent</name>
  <message>
   <source>Send passages to {name}?</source>
   <translation>Textstellen an {name} senden?</translation>
  </message>
  <message>
   <source>Agree</source>
   <translation>Zustimmen</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.providers.dialog</name>
  <message>
   <source>Chat completions: nearly all hosts</source>
   <translation>Chat-Completions: fast alle Dienste</translation>
  </message>
  <message>
   <source>Responses: OpenAI</source>
   <translation>Responses: OpenAI</translation>
  </message>
  <message>
   <source>Model hosts</source>
   <translation>Modelldienste</translation>
  </message>
  <message>
   <source>As the system says; http://host:port, or none</source>
   <translation>Wie das System vorgibt; http://host:port, oder none</translation>
  </message>
  <message>
   <source>A PEM file, where a company has its own authority</source>
   <translation>PEM-Datei, falls Ihre Firma selbst zertifiziert</translation>
  </message>
  <message>
   <source>Let it &amp;work on if the connection breaks</source>
   <translation>&amp;Weiterarbeiten lassen, wenn die Verbindung abbricht</translation>
  </message>
  <message>
   <source>It then keeps each answer until the answer is whole.</source>
   <translation>Der Dienst behält dann jede Antwort, bis sie vollständig ist.</translation>
  </message>
  <message>
   <source>Look on this computer</source>
   <translation>Auf diesem Computer suchen</translation>
  </message>
  <message>
   <source>Asks the usual ports of Ollama, LM Studio, llama.cpp and vLLM for their models</source>
   <translation>Fragt an den üblichen Ports von Ollama, LM Studio, llama.cpp und vLLM nach Modellen</translation>
  </message>
  <message>
   <source>Interface, proxy and certificates…</source>
   <translation>Schnittstelle, Proxy und Zertifikate …</translation>
  </message>
  <message>
   <source>Send nothing there any more</source>
   <translation>Nichts mehr dorthin senden</translation>
  </message>
  <message>
   <source>Octavo asks again before it sends anything there.</source>
   <translation>Octavo fragt wieder, bevor es etwas dorthin sendet.</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Save and test</source>
   <translation>Speichern und testen</translation>
  </message>
  <message>
   <source>Asking…</source>
   <translation>Anfrage läuft …</translation>
  </message>
  <message>
   <source>Deleting…</source>
   <translation>Wird gelöscht …</translation>
  </message>
  <message>
   <source>It answers and has no models. Load one there, then test it again.</source>
   <translation>Der Dienst antwortet, hat aber keine Modelle. Laden Sie dort eines, und testen Sie noch einmal.</translation>
  </message>
  <message>
   <source>It answers and has {n:,} models, such as {shown}. Choose one for an assistant.</source>
   <translation>Der Dienst antwortet und hat {n:,} Modelle, etwa {shown}. Wählen Sie eines für einen Assistenten.</translation>
  </message>
  <message numerus="yes">
   <source>It answers and has {n:,} models: {shown}. Choose one for an assistant.</source>
   <extracomment>for one: It answers and has {n} model: {shown}. Choose one for an assistant.</extracomment>
   <translation>
    <numerusform>Der Dienst antwortet und hat {n} Modell: {shown}. Wählen Sie es für einen Assistenten.</numerusform>
    <numerusform>Der Dienst antwortet und hat {n:,} Modelle: {shown}. Wählen Sie eines für einen Assistenten.</numerusform>
   </translation>
  </message>
  <message>
   <source>Found and added: {names}. Choose a model for an assistant.</source>
   <translation>Gefunden und hinzugefügt: {names}. Wählen Sie ein Modell für einen Assistenten.</translation>
  </message>
  <message>
   <source>Nothing new answers at the usual ports of this computer.</source>
   <translation>An den üblichen Ports dieses Computers antwortet nichts Neues.</translation>
  </message>
  <message>
   <source>Nothing is sent there any more. Octavo asks again before it sends anything.</source>
   <translation>Dorthin wird nichts mehr gesendet. Octavo fragt wieder, bevor es etwas sendet.</translation>
  </message>
  <message>
   <source>It stays there until it is deleted: “Search at a host…”.</source>
   <translation>Das bleibt dort, bis es gelöscht wird: „Bei einem Dienst suchen …“.</translation>
  </message>
  <message>
   <source>Programs and services whose models can write answers. Nothing is sent to one before you choose it for an assistant and agree.</source>
   <translation>Programme und Dienste, deren Modelle Antworten schreiben können. An keinen wird etwas gesendet, bevor Sie ihn für einen Assistenten wählen und zustimmen.</translation>
  </message>
  <message>
   <source>&amp;Name</source>
   <translation>&amp;Name</translation>
  </message>
  <message>
   <source>&amp;Address</source>
   <translation>&amp;Adresse</translation>
  </message>
  <message>
   <source>&amp;Key, if it needs one</source>
   <translation>&amp;Schlüssel, falls nötig</translation>
  </message>
  <message>
   <source>&amp;Interface</source>
   <translation>&amp;Schnittstelle</translation>
  </message>
  <message>
   <source>&amp;Proxy</source>
   <translation>&amp;Proxy</translation>
  </message>
  <message>
   <source>Certificates &amp;file</source>
   <translation>Zertifikats&amp;datei</translation>
  </message>
  <message>
   <source>This system has no keychain: a key is known until Octavo is closed.</source>
   <translation>Dieses System hat keinen Schlüsselbund: Ein Schlüssel bleibt bekannt, bis Octavo geschlossen wird.</translation>
  </message>
  <message>
   <source>A key is kept in {key_place}, for this address alone.</source>
   <translation>Ein Schlüssel wird in {key_place} aufbewahrt, nur für diese Adresse.</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.providers.ending</name>
  <message>
   <source>{model} will be switched off</source>
   <translation>{model} wird abgeschaltet</translation>
  </message>
  <message>
   <source>Choose another model for the assistant before.</source>
   <translation>Vorher ein anderes Modell für den Assistenten wählen.</translation>
  </message>
  <message>
   <source>Its host will switch it off: {date}.</source>
   <translation>Der Dienst schaltet es ab: {date}.</translation>
  </message>
  <message>
   <source>Its host was to switch it off on {date}.</source>
   <translation>Der Dienst wollte es am {date} abschalten.</translation>
  </message>
  <message>
   <source>Its host will switch it off on {date}.</source>
   <translation>Der Dienst schaltet es am {date} ab.</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.providers.picker</name>
  <message>
   <source>{model} (not there now)</source>
   <translation>{model} (zurzeit nicht da)</translation>
  </message>
  <message>
   <source>Takes {n:,} tokens at once.</source>
   <translation>Nimmt {n:,} Token auf einmal auf.</translation>
  </message>
  <message>
   <source>Its host does not tell how much it takes: {n:,} tokens are assumed.</source>
   <translation>Der Dienst sagt nicht, wie viel es aufnimmt: {n:,} Token werden angenommen.</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.providers.presenter</name>
  <message>
   <source>They were left there. Without {name}, Octavo cannot delete them.</source>
   <translation>Sie wurden dort belassen. Ohne {name} kann Octavo sie nicht löschen.</translation>
  </message>
  <message>
   <source>Remove {name} all the same?</source>
   <translation>{name} trotzdem entfernen?</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>Without {name}, Octavo can neither search nor delete them there. To leave them, choose so for each collection first: “Search at a host…” in its menu.</source>
   <translation>Ohne {name} kann Octavo sie dort weder durchsuchen noch löschen. Sollen sie dort bleiben, wählen Sie das zuerst für jede Sammlung: „Bei einem Dienst suchen …“ in ihrem Menü.</translation>
  </message>
  <message>
   <source>Delete what lies at {name}, and remove it?</source>
   <translation>Löschen, was bei {name} liegt, und den Eintrag entfernen?</translation>
  </message>
  <message>
   <source>Delete and remove</source>
   <translation>Löschen und entfernen</translation>
  </message>
  <message>
   <source>{name} was not removed: not all could be deleted there.</source>
   <translation>{name} wurde nicht entfernt: Dort ließ sich nicht alles löschen.</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.search.box</name>
  <message>
   <source>Titles and messages of threads, and the pages of all your documents</source>
   <translation>Titel und Nachrichten der Gespräche und die Seiten all Ihrer Dokumente</translation>
  </message>
  <message>
   <source>Results</source>
   <translation>Ergebnisse</translation>
  </message>
  <message>
   <source>Search threads and documents</source>
   <translation>Gespräche und Dokumente durchsuchen</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>Suchen</translation>
  </message>
  <message>
   <source>Nothing is found for “{words}”.</source>
   <translation>Zu „{words}“ wurde nichts gefunden.</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.search.model</name>
  <message>
   <source>Threads</source>
   <translation>Gespräche</translation>
  </message>
  <message>
   <source>Pages</source>
   <translation>Seiten</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.sidebar.days</name>
  <message>
   <source>Today</source>
   <translation>Heute</translation>
  </message>
  <message>
   <source>Yesterday</source>
   <translation>Gestern</translation>
  </message>
  <message>
   <source>{day} {month}</source>
   <translation>{day}. {month}</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.sidebar.deleted_dialog</name>
  <message>
   <source>Recently deleted</source>
   <translation>Kürzlich gelöscht</translation>
  </message>
  <message>
   <source>Deleted threads</source>
   <translation>Gelöschte Gespräche</translation>
  </message>
  <message>
   <source>Restore</source>
   <translation>Wiederherstellen</translation>
  </message>
  <message>
   <source>Delete for good…</source>
   <translation>Endgültig löschen …</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Threads are kept for {days} days after they were deleted.</source>
   <translation>Gespräche werden nach dem Löschen noch {days} Tage aufbewahrt.</translation>
  </message>
  <message>
   <source>No thread was deleted lately.</source>
   <translation>In letzter Zeit wurde kein Gespräch gelöscht.</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.sidebar.menus</name>
  <message>
   <source>Selected document</source>
   <translation>Gewähltes Dokument</translation>
  </message>
  <message>
   <source>Collection</source>
   <translation>Sammlung</translation>
  </message>
  <message numerus="yes">
   <source>{n:,} selected documents</source>
   <extracomment>for one: Selected document</extracomment>
   <translation>
    <numerusform>Gewähltes Dokument</numerusform>
    <numerusform>{n:,} gewählte Dokumente</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.sidebar.sidebar</name>
  <message>
   <source>On this computer · nothing is sent</source>
   <translation>Bleibt auf diesem Computer</translation>
  </message>
  <message>
   <source>On this computer · asks for updates</source>
   <translation>Auf diesem Computer · fragt nach Updates</translation>
  </message>
  <message>
   <source>New thread</source>
   <translation>Neues Gespräch</translation>
  </message>
  <message>
   <source>New thread (Ctrl+N)</source>
   <translation>Neues Gespräch (Strg+N)</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>Suchen</translation>
  </message>
  <message>
   <source>Search threads and documents (Ctrl+K)</source>
   <translation>Gespräche und Dokumente durchsuchen (Strg+K)</translation>
  </message>
  <message>
   <source>Documents lie at {host}, text goes to {others}</source>
   <translation>Dokumente liegen bei {host}, Text geht an {others}</translation>
  </message>
  <message>
   <source>Documents lie at {host}</source>
   <translation>Dokumente liegen bei {host}</translation>
  </message>
  <message>
   <source>Passages go to {host}</source>
   <translation>Textstellen gehen an {host}</translation>
  </message>
  <message>
   <source>Text and questions go to {host}</source>
   <translation>Text und Fragen gehen an {host}</translation>
  </message>
  <message>
   <source>Passages go to {host}, text to {other}</source>
   <translation>Textstellen gehen an {host}, Text an {other}</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.sidebar.thread_actions</name>
  <message>
   <source>Rename</source>
   <translation>Umbenennen</translation>
  </message>
  <message>
   <source>Pin</source>
   <translation>Anheften</translation>
  </message>
  <message>
   <source>Duplicate</source>
   <translation>Duplizieren</translation>
  </message>
  <message>
   <source>Copy as Markdown</source>
   <translation>Als Markdown kopieren</translation>
  </message>
  <message>
   <source>Copy as plain text</source>
   <translation>Als reinen Text kopieren</translation>
  </message>
  <message>
   <source>Export…</source>
   <translation>Exportieren …</translation>
  </message>
  <message>
   <source>Print…</source>
   <translation>Drucken …</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>Löschen</translation>
  </message>
  <message>
   <source>Unpin</source>
   <translation>Lösen</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.sidebar.thread_list</name>
  <message>
   <source>Title of the thread</source>
   <translation>Titel des Gesprächs</translation>
  </message>
  <message>
   <source>Threads</source>
   <translation>Gespräche</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.sidebar.threads_model</name>
  <message>
   <source>New thread</source>
   <translation>Neues Gespräch</translation>
  </message>
  <message>
   <source>Pinned</source>
   <translation>Angeheftet</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.sidebar.threads_presenter</name>
  <message>
   <source>Markdown (*.md)</source>
   <translation>Markdown (*.md)</translation>
  </message>
  <message>
   <source>Web page (*.html)</source>
   <translation>Webseite (*.html)</translation>
  </message>
  <message>
   <source>PDF (*.pdf)</source>
   <translation>PDF (*.pdf)</translation>
  </message>
  <message>
   <source>JSON (*.json)</source>
   <translation>JSON (*.json)</translation>
  </message>
  <message>
   <source>Deleted “{title}”</source>
   <translation>„{title}“ gelöscht</translation>
  </message>
  <message numerus="yes">
   <source>{n} threads are deleted and cannot be brought back.</source>
   <extracomment>for one: The thread and its answers are deleted and cannot be brought back.</extracomment>
   <translation>
    <numerusform>Das Gespräch und seine Antworten werden gelöscht und lassen sich nicht zurückholen.</numerusform>
    <numerusform>{n} Gespräche werden gelöscht und lassen sich nicht zurückholen.</numerusform>
   </translation>
  </message>
  <message>
   <source>Delete for good?</source>
   <translation>Endgültig löschen?</translation>
  </message>
  <message>
   <source>The documents stay.</source>
   <translation>Die Dokumente bleiben.</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>Löschen</translation>
  </message>
  <message>
   <source>Export thread</source>
   <translation>Gespräch exportieren</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.trials.entry</name>
  <message>
   <source>such as 3, 5</source>
   <translation>etwa 3, 5</translation>
  </message>
  <message>
   <source>need not be given</source>
   <translation>freiwillig</translation>
  </message>
  <message>
   <source>The document does not say it</source>
   <translation>Das Dokument sagt dazu nichts</translation>
  </message>
  <message>
   <source>Add</source>
   <translation>Hinzufügen</translation>
  </message>
  <message>
   <source>Question</source>
   <translation>Frage</translation>
  </message>
  <message>
   <source>Document</source>
   <translation>Dokument</translation>
  </message>
  <message>
   <source>Pages</source>
   <translation>Seiten</translation>
  </message>
  <message>
   <source>Expected text</source>
   <translation>Erwarteter Text</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.trials.presenter</name>
  <message>
   <source>Questions (*.json)</source>
   <translation>Fragen (*.json)</translation>
  </message>
  <message>
   <source>This assistant has no documents that can be asked about. Add some, then open the test again.</source>
   <translation>Dieser Assistent hat keine Dokumente, zu denen gefragt werden kann. Fügen Sie welche hinzu, und öffnen Sie die Prüfung dann noch einmal.</translation>
  </message>
  <message>
   <source>Test · {name}</source>
   <translation>Prüfung · {name}</translation>
  </message>
  <message>
   <source>All files (*)</source>
   <translation>Alle Dateien (*)</translation>
  </message>
  <message>
   <source>Load questions</source>
   <translation>Fragen laden</translation>
  </message>
  <message>
   <source>Questions to {name}</source>
   <translation>Fragen an {name}</translation>
  </message>
  <message>
   <source>Save questions</source>
   <translation>Fragen speichern</translation>
  </message>
  <message>
   <source>Each question is asked as in a thread of its own, which is gone afterwards. A page counts from 1, as in the file. A click on a row shows the page.</source>
   <translation>Jede Frage wird wie in einem eigenen Gespräch gestellt, das danach verschwindet. Seiten zählen ab 1, wie in der Datei. Ein Klick auf eine Zeile zeigt die Seite.</translation>
  </message>
  <message>
   <source>The answers are written by a model at {host}: passages go there.</source>
   <translation>Die Antworten schreibt ein Modell bei {host}: Textstellen gehen dorthin.</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.trials.view</name>
  <message>
   <source>Load…</source>
   <translation>Laden …</translation>
  </message>
  <message>
   <source>Save…</source>
   <translation>Speichern …</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>Run the test</source>
   <translation>Prüfung starten</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Progress of the test</source>
   <translation>Fortschritt der Prüfung</translation>
  </message>
  <message>
   <source>{done} of {total} questions asked</source>
   <translation>{done} von {total} Fragen gestellt</translation>
  </message>
  <message>
   <source>Questions of the test</source>
   <translation>Fragen der Prüfung</translation>
  </message>
  <message>
   <source>Question</source>
   <translation>Frage</translation>
  </message>
  <message>
   <source>Expected</source>
   <translation>Erwartet</translation>
  </message>
  <message>
   <source>Right page</source>
   <translation>Richtige Seite</translation>
  </message>
  <message>
   <source>Answer</source>
   <translation>Antwort</translation>
  </message>
  <message>
   <source>Quotes</source>
   <translation>Zitate</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.trials.words</name>
  <message>
   <source>{name}: not in it</source>
   <translation>{name}: steht nicht darin</translation>
  </message>
  <message>
   <source>{name}, p. {page}</source>
   <translation>{name}, S. {page}</translation>
  </message>
  <message>
   <source>not found</source>
   <translation>nicht gefunden</translation>
  </message>
  <message>
   <source>place {n}</source>
   <translation>Platz {n}</translation>
  </message>
  <message>
   <source>refused, as expected</source>
   <translation>abgelehnt, wie erwartet</translation>
  </message>
  <message>
   <source>refused</source>
   <translation>abgelehnt</translation>
  </message>
  <message>
   <source>answered all the same</source>
   <translation>trotzdem beantwortet</translation>
  </message>
  <message>
   <source>answered</source>
   <translation>beantwortet</translation>
  </message>
  <message>
   <source>has the text</source>
   <translation>enthält den Text</translation>
  </message>
  <message>
   <source>lacks the text</source>
   <translation>Text fehlt</translation>
  </message>
  <message>
   <source>{n} of {all}</source>
   <translation>{n} von {all}</translation>
  </message>
  <message>
   <source>{value:.0f} % ({low:.0f} to {high:.0f})</source>
   <translation>{value:.0f} % ({low:.0f} bis {high:.0f})</translation>
  </message>
  <message numerus="yes">
   <source>{n:,} cases</source>
   <extracomment>for one: {n} case</extracomment>
   <translation>
    <numerusform>{n} Fall</numerusform>
    <numerusform>{n:,} Fälle</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.updates</name>
  <message>
   <source>Tell of new versions…</source>
   <translation>Neue Versionen melden …</translation>
  </message>
  <message>
   <source>Tell of new versions?</source>
   <translation>Neue Versionen melden?</translation>
  </message>
  <message>
   <source>Turn on</source>
   <translation>Einschalten</translation>
  </message>
  <message>
   <source>Octavo {version} is the newest version.</source>
   <translation>Octavo {version} ist die neueste Version.</translation>
  </message>
  <message>
   <source>No newer version</source>
   <translation>Keine neuere Version</translation>
  </message>
  <message>
   <source>Octavo {version} is out</source>
   <translation>Octavo {version} ist erschienen</translation>
  </message>
  <message>
   <source>See it</source>
   <translation>Ansehen</translation>
  </message>
  <message>
   <source>It tells of Octavo {version} of {date}.</source>
   <translation>Sie berichtet von Octavo {version} vom {date}.</translation>
  </message>
  <message>
   <source>Open this page in your browser?</source>
   <translation>Diese Seite im Browser öffnen?</translation>
  </message>
  <message>
   <source>Open page</source>
   <translation>Seite öffnen</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.widgets.empty_state</name>
  <message>
   <source>p. 12</source>
   <translation>S. 12</translation>
  </message>
  <message>
   <source>Add PDFs…</source>
   <translation>PDF-Dateien hinzufügen …</translation>
  </message>
  <message>
   <source>Try the guide</source>
   <translation>Den Leitfaden ausprobieren</translation>
  </message>
  <message>
   <source>Drop PDFs here, ask, and see the page.</source>
   <translation>PDF-Dateien hier ablegen, fragen, die Seite sehen.</translation>
  </message>
  <message>
   <source>Every answer shows where it stands.</source>
   <translation>Jede Antwort zeigt, wo sie steht.</translation>
  </message>
  <message>
   <source>Opened lately:</source>
   <translation>Zuletzt geöffnet:</translation>
  </message>
  <message>
   <source>Open {name}</source>
   <translation>{name} öffnen</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.widgets.problem_bar</name>
  <message>
   <source>Details</source>
   <translation>Einzelheiten</translation>
  </message>
  <message>
   <source>Close this message</source>
   <translation>Diese Meldung schließen</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.widgets.start_page</name>
  <message>
   <source>Try again</source>
   <translation>Noch einmal versuchen</translation>
  </message>
  <message>
   <source>Go back to the copy</source>
   <translation>Zur Kopie zurückkehren</translation>
  </message>
  <message>
   <source>Choose the folder…</source>
   <translation>Ordner wählen …</translation>
  </message>
  <message>
   <source>Choose another folder…</source>
   <translation>Anderen Ordner wählen …</translation>
  </message>
  <message>
   <source>Go on without it…</source>
   <translation>Ohne weitermachen …</translation>
  </message>
  <message>
   <source>Quit</source>
   <translation>Beenden</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Opening…</source>
   <translation>Wird geöffnet …</translation>
  </message>
 </context>
 <context>
  <name>octavo.ui.widgets.undo_bar</name>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>Undo ({keys})</source>
   <translation>Rückgängig ({keys})</translation>
  </message>
  <message>
   <source>Close this message</source>
   <translation>Diese Meldung schließen</translation>
  </message>
  <message numerus="yes">
   <source>then {n:,} more</source>
   <extracomment>for one: then {n} more</extracomment>
   <translation>
    <numerusform>dann noch {n}</numerusform>
    <numerusform>dann noch {n:,}</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>octavo.upgrading</name>
  <message>
   <source>Bringing your library up to date…</source>
   <translation>Ihre Bibliothek wird auf den neuesten Stand gebracht …</translation>
  </message>
  <message>
   <source>It comes from an older version of Octavo. This happens once, and a copy of how it was is kept beside it.</source>
   <translation>Sie stammt aus einer älteren Version von Octavo. Das geschieht einmal, und eine Kopie des alten Standes bleibt daneben liegen.</translation>
  </message>
  <message>
   <source>{share:.0%} done</source>
   <translation>{share:.0%} fertig</translation>
  </message>
 </context>
 <context>
  <name>octavo.wire.addresses</name>
  <message>
   <source>Write it in full, such as http://127.0.0.1:8080/v1.</source>
   <translation>Schreiben Sie sie ganz aus, etwa http://127.0.0.1:8080/v1.</translation>
  </message>
  <message>
   <source>“{text}” is not an address: {error}.</source>
   <translation>„{text}“ ist keine Adresse: {error}.</translation>
  </message>
  <message>
   <source>“{text}” is not an http or https address.</source>
   <translation>„{text}“ ist keine Adresse mit http oder https.</translation>
  </message>
  <message>
   <source>The address of {host} must not carry a name, a password or a query.</source>
   <translation>Die Adresse von {host} darf keinen Namen, kein Passwort und keine Abfrage enthalten.</translation>
  </message>
  <message>
   <source>Give an access token on its own.</source>
   <translation>Geben Sie ein Zugriffstoken für sich allein an.</translation>
  </message>
  <message>
   <source>The access token is empty or holds characters that no token has.</source>
   <translation>Das Zugriffstoken ist leer oder enthält Zeichen, die keines hat.</translation>
  </message>
  <message>
   <source>{part!r} is not an id.</source>
   <translation>{part!r} ist keine Kennung.</translation>
  </message>
 </context>
 <context>
  <name>octavo.worker.process</name>
  <message>
   <source>it could not be started</source>
   <translation>er konnte nicht gestartet werden</translation>
  </message>
  <message>
   <source>it needed too much memory</source>
   <translation>er brauchte zu viel Speicher</translation>
  </message>
  <message>
   <source>it was ended by {signal}</source>
   <translation>er wurde durch {signal} beendet</translation>
  </message>
  <message>
   <source>it ended with code {code}</source>
   <translation>er endete mit Code {code}</translation>
  </message>
 </context>
 <context>
  <name>octavo.worker.supervisor</name>
  <message>
   <source>The {name} was closed.</source>
   <translation>Der Prozess „{name}“ wurde geschlossen.</translation>
  </message>
  <message>
   <source>The {name} is closed.</source>
   <translation>Der Prozess „{name}“ ist geschlossen.</translation>
  </message>
  <message>
   <source>The {name} was interrupted.</source>
   <translation>Der Prozess „{name}“ wurde unterbrochen.</translation>
  </message>
  <message>
   <source>The {name} did not finish within {deadline:g} seconds.</source>
   <translation>Der Prozess „{name}“ war nach {deadline:g} Sekunden nicht fertig.</translation>
  </message>
  <message>
   <source>The {name} could not start: {reason}.</source>
   <translation>Der Prozess „{name}“ konnte nicht starten: {reason}.</translation>
  </message>
  <message>
   <source>The {name} stopped: {reason}.</source>
   <translation>Der Prozess „{name}“ hörte auf: {reason}.</translation>
  </message>
 </context>
</TS>

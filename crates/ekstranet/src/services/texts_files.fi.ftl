services-step-signing-authority = Allekirjoitusoikeus
services-step-signing-authority-lead = Julkisen organisaation allekirjoittajan oikeus ilmenee hallintosäännöstä tai toimielimen päätöksestä.
services-question-signing-authority-document = Hallintosääntö tai päätös allekirjoitusoikeudesta
services-question-signing-authority-document-hint = Jos olette jo toimittaneet voimassa olevan asiakirjan, teidän ei tarvitse liittää sitä uudelleen. Älkää liittäkö asiakirjoja, joissa on henkilötunnuksia.
services-question-imaging-extent-papers = Kuvantamisjärjestelmien taustatiedot
services-question-imaging-extent-papers-hint = Liittäkää kuvaus kuvantamisjärjestelmistänne ja niiden tietoliikenteestä. Voitte toimittaa taustatiedot myös myöhemmin käyttöönoton aikana.

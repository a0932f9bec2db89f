### Two services in one go

applications-pair-title = { $first } och { $second } på samma gång
applications-pair-text = De gemensamma uppgifterna lämnas en gång, och båda ansökningarna undertecknas på samma gång. Vi fattar ett eget beslut om vardera tjänsten.
applications-pair-begin = Påbörja båda ansökningarna
applications-pair-add = Ta med { $service }
applications-pair-note = Ni ansöker på samma gång om tjänsten { $service }. De gemensamma punkterna fyller ni i en gång: svaren sparas i båda ansökningarna. Vardera ansökan får ett eget ärendenummer och ett eget beslut.
applications-pair-other = Öppna den andra ansökan: { $service }
applications-pair-group = Punkter som bara gäller tjänsten { $service }
applications-pair-apart = Ansök om tjänsterna var för sig
applications-pair-apart-text = Båda utkasten finns kvar, men vardera fylls i och lämnas in för sig.
applications-pair-check = De övriga svaren för tjänsten { $service } är desamma som ovan.
applications-pair-sign = Ni undertecknar och lämnar in två ansökningar på samma gång: { $first } och { $second }. Vi fattar två beslut om dem.
applications-pair-sent = På samma gång lämnades ansökan om tjänsten { $service } in: ärende { $number }

skip = Ir al contenido
tagline = la mesa
other-language = English
nav-menu = Menú
nav-label = Principal
nav-start = Inicio
nav-sources = Fuentes
nav-people = Personas
alone = Esta mesa funciona sin cuentas: responde solo a esta máquina, y solo a navegadores que entraron por la dirección de la terminal.
refusal = Veedor vigila a las instituciones, nunca a las personas.
start-title = Lo que espera
count-sources = { $count ->
    [one] fuente
   *[other] fuentes
}
waiting-undecided = { $count ->
    [one] propuesta espera juicio
   *[other] propuestas esperan juicio
}
waiting-new = { $count ->
    [one] hecho nuevo en sus búsquedas guardadas
   *[other] hechos nuevos en sus búsquedas guardadas
}
waiting-coming = { $count ->
    [one] archivo espera en la entrada
   *[other] archivos esperan en la entrada
}
waiting-without-text = { $count ->
    [one] fuente sin texto, o sin todo su texto
   *[other] fuentes sin texto, o sin todo su texto
}
waiting-release = { $count ->
    [one] hecho espera publicación
   *[other] hechos esperan publicación
}
waiting-released = { $count ->
    [one] hecho público
   *[other] hechos públicos
}
sources-title = Fuentes
sources-none = Todavía no hay fuentes.
sources-all = Todas
sources-undecided = Con algo por juzgar
sources-failed = Sin texto, o sin todo su texto
source-undecided = Por juzgar
source-title = Título
source-kind = Forma
source-visibility = Quién puede verla
source-day = Archivada
source-make-public = Hacer pública
source-withhold = Reservar
visibility-public = Pública
visibility-withheld = Reservada
visibility-confidential = Confidencial
pager-newer = Más recientes
pager-older = Más antiguas
sign-in = Entrar
sign-in-not-right = El nombre o la contraseña no son correctos.
sign-in-wait = { $count ->
    [one] Demasiados intentos. Vuelva a probar en un segundo.
   *[other] Demasiados intentos. Vuelva a probar en { $count } segundos.
}
sign-in-lost = ¿Olvidó su contraseña? Quien administra puede hacerle una invitación nueva.
sign-in-alone = Abra la dirección que muestra la terminal donde se inició la mesa. Deja entrar a un solo navegador, una vez: pulse Intro allí para obtener otra. Si acaba de abrirla, cargue de nuevo esta página.
sign-out = Salir
name = Nombre
password = Contraseña
name-title = ¿Quién es usted?
name-why = Lo que decida queda en el registro con este nombre. Nunca se publica.
name-taken = Ya hay alguien con el nombre { $known }. Escriba el de quien llega de modo que no se confundan; para un nuevo enlace para { $known }, use «Nuevo enlace» en la lista.
name-owed = Escriba un nombre de 1 a 600 caracteres.
name-go = Empezar
invitation-title = Le damos la bienvenida
invitation-for = Esta invitación es para
invitation-go = Guardarla y entrar
password-new = Elija una contraseña
password-rule = Al menos 12 caracteres. Unas palabras que recuerde valen más que signos que olvide.
password-short = Esa contraseña es demasiado corta o larga: de 12 a 1024 caracteres.
people-title = Personas
people-caption = Quién puede entrar, y qué puede hacer cada cual
people-standing = Situación
people-role = Papel
people-act = Acceso
people-change = Cambiar
people-enable = Dejar entrar de nuevo
people-disable = Deshabilitar
people-invite = Invitar a alguien
people-invite-go = Hacer la invitación
people-invite-again = Nuevo enlace
people-link = Entregue este enlace solo a { $name }: quien lo abra pone la contraseña de { $name } y entra con ese nombre. Sirve una vez, durante tres días, y no vuelve a mostrarse.
role-reader = Lectura
role-contributor = Colaboración
role-editor = Edición
role-publisher = Publicación
role-administrator = Administración
standing-invited = Con invitación
standing-active = En activo
standing-disabled = Sin acceso
said-saved = Guardado.
said-signed-out = Ha salido.
way-start = Ir al inicio
failure-forged-title = No se envió desde aquí
failure-forged = Lo enviado no vino de una página de esta mesa, o la página era demasiado antigua. No se cambió nada. Abra la página de nuevo y repita.
failure-sign-in-title = Primero hay que entrar
failure-sign-in = Su sesión terminó o no ha comenzado, y nada cambió. Entre; volverá a la página y podrá hacerlo de nuevo.
failure-forbidden-title = No le corresponde
failure-forbidden = Su papel no lo permite. Quien administra puede cambiarlo.
failure-lost-title = Aquí no hay nada
failure-lost = No hay página en esta dirección, o ya no la hay.
failure-conflict-title = Cambió entretanto
failure-conflict = Alguien lo cambió antes que usted, o no puede hacerse tal como están las cosas. No se escribió nada encima. Mire de nuevo y repita.
failure-large-title = Demasiado grande
failure-large = Lo enviado es mayor de lo que admite esta página.
failure-broken-title = La mesa falló
failure-broken = Algo salió mal aquí y no se cambió nada. La causa está en la terminal donde funciona la mesa.
failure-malformed-title = No se entiende
failure-malformed = Lo enviado no se entiende.
nav-inbox = Entrada
inbox-title = Entrada
inbox-files = Archivos: elíjalos o arrástrelos a esta página
inbox-bounds = Como máximo { $many } archivos a la vez, de { $megabytes } MB cada uno.
inbox-send = Incorporar
inbox-sending = Enviando
inbox-unsent = No recibidos, envíelos otra vez:
inbox-addresses = Direcciones de la web, una por línea
inbox-private = Se rechazan las direcciones de este equipo y de redes privadas.
inbox-fetch = Descargar
inbox-list = Lo que ha llegado
inbox-nothing = Todavía no ha llegado nada.
inbox-waiting = { $count ->
    [one] en espera
   *[other] en espera
}
inbox-came-in = { $count ->
    [one] incorporado
   *[other] incorporados
}
inbox-did-not = { $count ->
    [one] fallido
   *[other] fallidos
}
inbox-queued = Recibido, en espera
inbox-reading = Archivado, en lectura
inbox-page = Leyendo la página { $page } de { $of }
inbox-in = Incorporado
inbox-done = { $count ->
    [0] Incorporado, sin propuestas nuevas
    [one] Incorporado, una propuesta nueva
   *[other] Incorporado, { $count } propuestas nuevas
}
inbox-again-done = { $count ->
    [0] Leído otra vez, nada nuevo
    [one] Leído otra vez, una propuesta nueva
   *[other] Leído otra vez, { $count } propuestas nuevas
}
inbox-no-text = Guardado, pero sin texto:
inbox-failed = No incorporado:
inbox-all-sources = Todas las fuentes
inbox-again = Leer otra vez
inbox-again-all = Leer otra vez todas las fuentes
inbox-again-why = Leer otra vez propone solo lo nuevo; lo ya juzgado queda como está.
inbox-dismiss = Quitar de la lista
inbox-clear = Quitar los incorporados
said-received = Recibido: a salvo en disco y en espera de lectura.
nav-review = Revisar
review-title = Revisar
review-source = La fuente
review-proposals = Lo propuesto
review-acts = Decidir
review-all = Todas
review-undecided = Sin juzgar
review-none = No hay propuestas que mostrar de esta fuente.
review-queue-none = Nada espera con estos filtros.
review-no-text = No se pudo sacar texto de esta fuente.
review-older-layer = texto sacado antes
review-part-before = Parte anterior del texto
review-part-after = Parte siguiente del texto
review-page-before = Propuestas anteriores
review-page-after = Propuestas siguientes
review-page = Página
review-page-alt = Imagen de la página; sus palabras están debajo como texto
review-page-text = El texto de la página
review-crop-alt = Imagen de las palabras citadas
review-eyes = Mire la imagen antes de decidir: la cifra se reconoció en ella, o dos programas la leen distinto.
review-written = en la fuente:
review-negated = dice que no
review-attributed = según { $who }
review-select-how = Con las flechas izquierda y derecha se va de palabra en palabra; con mayúsculas además, se seleccionan.
review-saving = Guardando…
review-kept = No hay conexión. Lo decidido no está guardado: queda en esta pestaña y se enviará de nuevo.
review-lost = Su sesión terminó. Lo decidido no está guardado: queda en esta pestaña y se enviará cuando vuelva.
review-failed = No se guardó. Mire la página y repita.
review-keys-on = Usar teclas de una letra
review-keys-off = No usar teclas de una letra
review-quick = Motivos frecuentes
review-why-other = Otro motivo
review-why-owed = Falta el motivo.
review-why-usual = Corregido según la fuente
review-wrong = No se guardó: esto no encaja.
review-by-accepting = Lo aceptó { $who } ({ $when })
review-by-rejecting = Lo rechazó { $who } ({ $when })
review-by-amending = Lo corrigió { $who } ({ $when })
review-by-undoing = { $who } deshizo la decisión ({ $when })
review-by-changing = Lo cambió { $who } ({ $when })
review-clash = Alguien lo decidió mientras usted miraba. No se escribió nada encima: vea las dos decisiones y repita la suya si la mantiene.
review-clash-somebody = Alguien lo cambió
review-clash-theirs = Lo que vale ahora
review-clash-ours = Lo que usted envió
review-sent-accept = Aceptar
review-sent-reject = Rechazar
review-sent-undo = Deshacer
review-sent-all = Aceptar varias a la vez
review-sent-amend = Corregir a: { $value }
review-sent-state = Afirmar: { $value }
review-amend-nothing = No cambió nada. Cambie un campo, las palabras citadas o la entidad.
review-kind-owed = Elija de qué clase es.
review-subject-owed = Escriba de qué trata, como lo llama la fuente.
review-property-owed = Elija qué se dice.
review-entity-none = Ninguna entidad se llama así. Elija otra, o marque que es nueva.
review-entity-near = Ninguna entidad se llama exactamente así, pero una tiene un nombre parecido. Elíjala de la lista, escriba su nombre completo o indique que es una nueva.
review-entity-several = Varias entidades se llaman parecido. Elija una de la lista.
review-cite-nothing = Seleccione o escriba las palabras que cita.
review-cite-absent = Esas palabras no están en el texto de la fuente.
review-cite-several = Esas palabras están en varios lugares. Selecciónelas en la fuente, o cite algunas más.
review-cite-moved = Donde seleccionó hay otras palabras. Selecciónelas de nuevo.
act-accept = Aceptar
act-reject = Rechazar
act-amend = Corregir
act-amend-go = Guardar la corrección
act-undo = Deshacer
act-before = Anterior
act-next = Siguiente
act-row = La fila entera
act-subject = Todo de este sujeto
act-state = Afirmar algo
act-state-accept = Afirmar y aceptar
act-state-propose = Solo proponer
act-help = Ayuda
act-close = Cerrar
quick-subject = No es de quien trata
quick-value = El valor es otro
quick-not-said = La fuente no dice eso
quick-off = No viene al caso
quick-twice = Está repetido
field-quote = Palabras citadas
field-quote-how = Selecciónelas en la fuente, o escríbalas tal como están.
field-kind = Clase
field-subject = De qué trata (como lo llama la fuente)
field-property = Qué se dice
field-value = Valor
field-valid = Cuándo fue así
field-valid-how = Como 2031, 2031-04 o 2031/2033
field-entity = Qué entidad es
field-entity-new = Es una entidad nueva con ese nombre
field-entity-how = Vacío: la que ya se llame igual, o una nueva.
field-more = Más: dinero, negación, quién lo dice
field-money = Qué dinero
field-vat = IVA
field-extent = Extremo
field-polarity = La fuente dice
field-attribution = Quién lo dice
field-planned = Es un plan, todavía no es así
field-why = Motivo de la corrección
polarity-affirmed = que sí
polarity-negated = que no
bulk-none = No hay otras que aceptar juntas
bulk-accept = { $count ->
    [one] Aceptar una propuesta
   *[other] Aceptar { $count } propuestas juntas
}
bulk-go = { $count ->
    [one] Aceptar esta
   *[other] Aceptar las { $count }
}
bulk-more = Hay más de las que caben en un acto; repita después con las restantes.
bulk-eyes = Las que hay que mirar en la imagen no están entre ellas: se deciden una a una.
help-a = Acepta la propuesta señalada
help-r = La rechaza; se pide el motivo (1 a 5, los frecuentes)
help-e = La corrige: valor, sujeto, fechas, palabras citadas
help-u = Deshace la decisión
help-n = Va a la siguiente, o a la anterior
help-s = Afirma algo con las palabras seleccionadas
help-select = En la fuente, va de palabra en palabra; con mayúsculas, selecciona
help-help = Muestra esta ayuda
help-esc = Cierra lo abierto
picker-new = Nueva entidad:
picker-none = Ninguna se llama así
picker-found = encontradas; elija con las flechas
nav-entities = Entidades
entities-title = Entidades
entities-find = Buscar por nombre
entities-kinds = Tipos de entidades
entities-all = Todas
entities-none = No hay ninguna.
entities-found = Encontradas para
count-entities = { $count ->
    [one] entidad
   *[other] entidades
}
entity-kind = Tipo
pager-before = Anteriores
pager-after = Siguientes
find-go = Buscar
find-said = encontradas
find-none = Ninguna se llama así
why = Motivo
add-go = Añadir
alike-title = Entidades que pueden ser una
alike-lead = Pares de nombres parecidos. Nada se fusiona si nadie lo dice.
alike-none = No hay dos parecidas que nadie haya juzgado.
alike-merge = Ver cómo se fusionarían
alike-apart = No son la misma
alike-decide = Juzgar cuáles son la misma
entity-merged = Fusionadas en ella
entity-alike = Puede ser la misma
entity-aliases = Otros nombres
entity-statements = Lo que se dice de ella
entity-naming = Dónde se la nombra
entity-mentions = Cómo la llaman las fuentes
entity-notes = Notas, solo para la mesa
entity-history = Lo que se hizo
aliases-none = No se anotó ninguno.
alias-add = Otro nombre
alias-remove = Quitar
statements-none = Nada se dice de ella.
mentions-none = Ninguna fuente que usted pueda ver la menciona.
mentions-more = Hay más de las que aquí se listan.
bound-by-rule = por la regla del mismo nombre
unmerge-go = Deshacer la fusión
merge-begin = Fusionar con otra
merge-title = Hacer de dos entidades una
merge-lead = Una de las dos lleva desde entonces a la otra. Se puede deshacer.
merge-with = La otra, por nombre o identificador
merge-from = Esta se va
merge-into = Esta se queda
merge-moves = Todo lo que se dice de la que se va se dirá de la que se queda; sus nombres se conservan como otros nombres.
merge-go = Fusionar
merge-turn = Al revés
split-which = ¿Cuáles son otra entidad?
split-of = de
split-to = Son
split-how = El nombre de una entidad nueva o el identificador de una que ya existe; mientras se escribe, se ofrecen las conocidas.
split-go = Separar
note-write = Escribir una nota
note-go = Guardar la nota
done-created = Surgió como { $name }
done-bound = Lo que «{ $source }» llama { $name } es esta
done-merged = { $name } se fusionó en { $into }
done-unmerged = { $name } vuelve a estar sola
done-alias = También llamada { $name }
done-no-alias = Ya no llamada { $name }
state-undecided = Sin juzgar
state-accepted = Aceptada
state-rejected = Rechazada
state-amended = Corregida
state-withdrawn = Retirada
kind-system = Sistema
kind-agency = Organismo
kind-vendor = Empresa
kind-contract = Contrato
kind-request = Solicitud
kind-jurisdiction = Lugar
kind-claim = Dicho
kind-law = Norma
filter-label = Filtros
filter-state = Cómo está
filter-any = Cualquiera
filter-source = Fuente
filter-reader = Quién lo propuso
filter-least = Confianza, desde %
filter-most = hasta %
filter-eyes = Solo las que piden mirar la imagen
filter-go = Filtrar
count-statements = { $count ->
    [one] una propuesta
   *[other] { $count } propuestas
}
nav-release = Publicación
visibility-public-means = Pública: todos verán su texto, sus direcciones y la huella del original, salvo las palabras testadas, desde la próxima publicación.
visibility-withheld-means = Reservada: el público ve su título y las citas en que se apoyan los hechos publicados.
visibility-confidential-means = Confidencial: solo usted y las personas admitidas sabrán de ella. Los hechos que se apoyan en ella se retiran de inmediato, y lo que vino dentro también pasa a ser confidencial. Cada lectura queda registrada.
source-from = Vino de
source-layer = Texto
source-failed = Falló
source-text = Texto, como lo tendría el público
admitted-title = Personas admitidas
admitted-means = Ven esta fuente aunque sea confidencial. Los nombres son aquellos con que firman.
admitted-admit = Admitir
admitted-dismiss = Retirar
redact-title = Testado
redact-means = Seleccione palabras en el texto de abajo, o escríbalas. Se ocultan al público en todo lugar de esta fuente, con los hechos que las dicen; el archivo las conserva. Los hechos de otras fuentes con las mismas palabras quedan como están. Lo publicado antes las tiene hasta que se publique de nuevo. La dirección del original ya no se muestra, porque ahí están las palabras.
redact-words = Palabras
redact-go = Testar
redact-offer-title = Otros lugares que delatan estas palabras
redact-offer-not-yet = Todavía no se ha testado nada. Partes de estas palabras están también en otros lugares de esta fuente: quien las lea allí puede adivinar qué hay tras un hueco. Elija cuáles se testan también; todo se hace en un solo acto.
redact-offer-places = { $count ->
    [one] en un lugar
   *[other] en { $count } lugares
 }
redact-offer-also = Testar también
redact-offer-go = Testar
redact-offer-leave = No testar nada
redact-undo = Volver a mostrar
redact-held = Afirmaciones aceptadas que el testado retiene (enmiéndelas para que citen y digan otras palabras):
redact-layer-kept = no se muestra al público: no se hallaron en él todas las palabras testadas
redact-not-found = Esas palabras no están en el texto como palabras enteras.
notes-title = Notas para la mesa
notes-new = Nota nueva
notes-go = Anotar
openings-title = Quién la leyó
release-title = Publicación
release-means = Lo aceptado que aún no es público, con las palabras que leerá el público. Las fuentes confidenciales no aparecen: nada de ellas puede publicarse.
release-count = { $count ->
    [one] Espera un hecho.
   *[other] Esperan { $count } hechos.
}
release-subject = De qué trata
release-which = Puede referirse a varias cosas. ¿A cuál?
release-all = Todo lo que espera
release-none = Nada espera.
release-caption = Hechos que esperan publicación
release-fact = Como lo leerá el público
release-act = Decisión
release-go = Publicar
release-until = No antes de
release-embargo = Poner en embargo
release-held = Retenido por testado
correct-title = Corrección
correct-means = Dice al público qué estaba mal en un hecho que es o fue público. Se firma con su función, no con su nombre.
correct-fact = Hecho (su identificador público)
correct-text = Qué estaba mal
correct-go = Publicar la corrección
nav-search = Búsqueda
search-title = Búsqueda
search-label = Buscar en fuentes y hechos
search-in = Dónde
search-both = Fuentes y hechos
search-facts = Hechos
search-texts = Pasajes de fuentes
search-none = Nada coincide.
search-narrow = Acotar
search-save = Guardar esta búsqueda
search-how = Cómo buscar
search-how-words = Todas las palabras deben estar (de un texto, en un mismo pasaje), en cualquiera de sus formas; "varias palabras" seguidas; camar* empieza así; -palabra no debe estar. Un campo acota: tecnologia:facial, lugar:"Puerto Lobo", año:2020..2023.
search-behind = { $count ->
    [one] cambio aún no está en el índice; se está incorporando.
   *[other] cambios aún no están en el índice; se están incorporando.
}
note-no-field = «{ $name }:» no es ningún campo; se leyó como palabra.
note-no-term = «{ $word }» no es término del libro de códigos para { $field }; se leyó como palabras.
note-no-value = «{ $field }:» no lleva nada detrás; se leyó como palabra.
note-open = Unas comillas quedaron sin cerrar: la frase llega hasta el final.
note-cut = La búsqueda es demasiado larga: su final se dejó aparte.
saved-title = Búsquedas guardadas
saved-lead = Una búsqueda guardada mira en los campos de los hechos, nunca palabras, para que no pueda vigilar a una persona. Muestra los hechos aceptados que son nuevos desde que usted dijo haberlos visto.
saved-none = No ha guardado ninguna.
saved-nothing = Nada es nuevo.
saved-seen = Ya los he visto
saved-forget = Quitar
refused-empty = Una búsqueda guardada necesita un campo, como tecnologia:facial o lugar:"Puerto Lobo".
refused-words = Una búsqueda guardada nunca busca palabras, para que no pueda vigilar a una persona. Quite «{ $words }».
refused-field = Una búsqueda guardada no puede mirar en «{ $field }:», que contiene texto libre.
refused-unknown = Ningún hecho nombra así «{ $name }» en { $field }. Una búsqueda guardada pide el nombre entero.
refused-person = «{ $name }» puede ser el nombre de una persona, y ninguna búsqueda guardada busca personas.
facet-subject = Entidad, por su nombre
facet-kind = Tipo
facet-agency = Organismo
facet-vendor = Empresa
facet-place = Lugar
facet-technology = Tecnología
facet-status = Situación
facet-property = Lo que se dice
facet-year = Año
facet-state = Cómo está
facet-source = Fuente
nav-register = Registro
original-title = El original
original-means = Además del texto de una fuente pública, el público puede tener el archivo mismo. Mírelo antes: un archivo puede decir más que su texto.
original-is-offered = El público puede tenerlo, donde la fuente es pública.
original-offer = Ofrecer el original
original-keep = Dejar de ofrecerlo
original-not-offered = El original no se puede ofrecer: tiene palabras que se ocultan al público o que su autor ocultó, contiene otros archivos, o son datos de contratación que pueden nombrar a personas.
reason-empty = está vacío.
reason-too-large = es más de lo que aquí se puede recibir de una vez; incorpórelo con la orden «veedor add».
reason-encrypted = solo se abre con contraseña; quítela y tráigalo de nuevo.
reason-damaged = está dañado o incompleto; consiga una copia entera.
reason-no-text = no contiene texto.
reason-unsupported = archivos de esta clase no se leen.
reason-program-missing = falta aquí un programa que lee tales archivos.
reason-stopped = leerlo tomó más tiempo o memoria de lo permitido.
reason-address = no es una dirección que se pueda consultar: se espera https:// o http:// y un servidor público.
reason-no-answer = el otro lado no dio una respuesta que se pueda guardar.
reason-other = algo más salió mal.

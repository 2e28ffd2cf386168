# Palabras de la interfaz, en español. Las claves son las mismas en todos los idiomas.

skip = Ir al contenido
tagline = El registro público de la vigilancia biométrica
other-language = English
nav-menu = Menú
nav-label = Secciones
nav-sources = Fuentes
nav-contradictions = Fuentes que se contradicen
nav-silences = Negativas y silencios
nav-accuracy = Precisión que se afirma
nav-verify = Comprobar este registro
as-of = La página al { $date }. Cada hecho se abre en las palabras exactas de una fuente archivada.
refusal-short = Vigila a las instituciones, nunca a las personas.

home-title = Qué se sabe de la vigilancia biométrica, y quién lo dice
home-what = Este registro dice quién compró vigilancia biométrica, a quién, por cuánto, con qué base legal, qué tan bien funciona y qué se negaron a decir las autoridades. Una persona aceptó cada hecho, y cada hecho se apoya en las palabras exactas de una fuente archivada.
home-refuses = Vigila a las instituciones, nunca a las personas: aquí no se compara ningún rostro, dedo, iris ni voz, no se puede buscar a nadie, y los particulares no tienen página.
latest = Lo último publicado

contradictions-about = Hay fuentes que dicen cosas que no pueden ser ciertas a la vez. Se muestran lado a lado, cita contra cita; el registro no elige ninguna.
contradictions-none = En este registro no hay fuentes que se contradigan.
contradictions-all = { $count ->
    [one] La única contradicción, en su propia página
   *[other] Las { $n } contradicciones
}
silences-about = Lo que las instituciones se negaron a decir, no contestaron o dicen no tener en sus archivos. Un silencio es, por sí mismo, un hallazgo.
silences-none = No consta ninguna negativa ni silencio.
silences-all = { $count ->
    [one] La única negativa o silencio, en su propia página
   *[other] Los { $n } casos de negativa o silencio
}
accuracy-about = Qué tan preciso dice alguien que es un sistema, quién lo dice, y si alguna prueba con cifras en este registro lo respalda.
accuracy-none = No consta ninguna afirmación de precisión.
accuracy-all = { $count ->
    [one] La única afirmación de precisión, en su propia página
   *[other] Las { $n } afirmaciones de precisión
}
claimed-by = Lo afirma:
claimed-by-nobody = Ninguna fuente de este registro dice quién lo afirma.
no-test = Ninguna fuente de este registro dice cómo se midió.
counted = Cifras que constan del mismo asunto. Con ello no se dice que el dato se haya medido en ellas:

list-empty = No consta nada.
part-of = página { $part } de { $parts }
part-from = de «{ $first }» a «{ $last }»
parts-label = Páginas de esta lista
part-before = anterior
part-after = siguiente
naming-more = Aquí están los hechos más recientes que lo nombran; son { $n } en total.
list-caption = { $count ->
    [one] Consta 1
   *[other] Constan { $n }
}
column-name = Nombre
column-title = Título
column-published = Fecha de la fuente
column-seen = Qué se puede ver
not-said = ninguna fuente lo dice
not-so = no es así: { $value }
sources-disagree = las fuentes se contradicen
sources-about = Los documentos archivados en los que se apoyan los hechos.
seen-whole = El texto completo
seen-gaps = El texto, con huecos
seen-quotes = El título y las citas

facts = Hechos
fact = Hecho
lead-facts = { $count ->
    [one] El registro tiene un hecho al respecto,
   *[other] El registro tiene { $n } hechos al respecto,
}
lead-sources = { $count ->
    [one] de una fuente.
   *[other] de { $n } fuentes.
}
lead-named-only = Aparece en las fuentes, pero ningún hecho del registro trata de este asunto.
also-called = También se le llama:
disagree = Las fuentes se contradicen. El registro muestra lo que dice cada una y no elige ninguna.
disagree-label = Hechos que se contradicen
denied = la fuente lo niega
negated = La fuente lo niega:
basis-editor = conclusión de quien edita, a partir de las palabras
according-to = Según
valid = Vale para:
see-words = ver las palabras marcadas
as-written = tal como está escrito:
as-called = allí se le llama:
accepted = aceptado por una persona editora el { $date }
cell = celda
message = mensaje
paragraph = párrafo
field = campo
page = página
named-in = Se nombra en hechos sobre otros asuntos
timeline = Cronología
home-unknown = Lo que no se sabe
home-unknown-about = De cada uno convendría saber también esto, y ninguna fuente de este registro lo dice. Cada entrada lleva a la lista de los casos en que no se sabe.
unknown-of = { $n } de { $all }
unknown = Lo que ninguna fuente de este registro dice
unknown-detail = También habría que saber esto. Nadie lo ha dicho en una fuente que tenga el registro.

archived = Archivada
addresses = Obtenida de
source-undated = sin fecha
source-untitled = Fuente sin título público
source-id = Identificador
media-type = Formato
bytes = { $n } bytes
gaps = Algunas palabras de esta fuente no se hacen públicas. Donde estaban hay █████, siempre del mismo ancho; los lugares de las palabras se cuentan en el texto tal como se muestra aquí.
original-document = Original
original-get = Descargar el documento tal como se archivó
withheld = El texto de esta fuente está reservado. Se muestran su título y las citas en las que se apoyan los hechos.
source-facts = Hechos que se apoyan en esta fuente
source-no-facts = Ningún hecho publicado se apoya en ella.
text = Texto
text-by = Tal como lo extrajo de la fuente { $extractor } { $version }. Las palabras citadas están marcadas; el número que les sigue lleva al hecho.

verify-lead = Nadie tiene que confiar en este registro. Cualquiera puede comprobar una copia, sin conexión.
verify-folder = Esto vale para una carpeta publicada. Un registro que un servidor muestra tal como está tiene las mismas páginas, datos y textos, pero ni manifiesto ni firma, que son de una carpeta entera: pídala a quien lo mantiene.
verify-get = Lleve la carpeta completa, como copia, a un equipo que tenga el programa veedor.
verify-run = Ejecute:
verify-since = Si tiene una copia anterior, compruebe que nada publicado se haya quitado sin dejar rastro:
verify-key = Si el registro está firmado, dé también su clave pública. Consígala por una vía distinta del propio registro.
verify-what = Qué se comprueba
verify-files = Que cada archivo está, sin cambios, y que no hay ningún otro.
verify-log = Que la bitácora de lo publicado y lo retirado está completa, y que los hechos que se muestran son los que resultan de ella.
verify-quotes = Que cada cita de una fuente pública está, byte por byte, en el texto de esa fuente.
verify-not = Lo que aquí no se puede comprobar se dice: las citas de fuentes reservadas, y que un texto proviene de su documento original, para lo que hacen falta los programas que hicieron los textos.
verify-by-hand = Solo con herramientas comunes
verify-sha = El resumen criptográfico del manifiesto está en SHA256SUMS, y el manifiesto tiene el de cada uno de los demás archivos:
data = Datos
data-about = Los mismos hechos, para hacer cuentas con ellos. La descripción del paquete dice qué archivos hay y qué significa cada campo; los esquemas JSON están en la carpeta «schemas».

money-bare = { $amount } (la fuente no dice qué moneda)
money-open = { $amount } «{ $sign }» (la fuente no dice qué moneda)
rate-right = { $percent } % de aciertos
rate-wrong = { $percent } % de errores
bound-at_least = al menos { $number }
bound-at_most = como máximo { $number }
bound-less_than = menos de { $number }
bound-about = unos { $number }
planned = previsto
date-day = { $day } de { $month } de { $year }
date-month = { $month } de { $year }
date-day-no-year = { $day } de { $month } (la fuente no dice el año)
date-month-no-year = { $month } (la fuente no dice el año)
date-about = hacia { $date }
date-or = { " o " }
date-span = de { $from } a { $until }
date-from = desde { $from }
date-until = hasta { $until }
length-years = { $count ->
    [one] 1 año
   *[other] { $n } años
}
length-months = { $count ->
    [one] 1 mes
   *[other] { $n } meses
}
length-weeks = { $count ->
    [one] 1 semana
   *[other] { $n } semanas
}
length-days = { $count ->
    [one] 1 día
   *[other] { $n } días
}
month-01 = enero
month-02 = febrero
month-03 = marzo
month-04 = abril
month-05 = mayo
month-06 = junio
month-07 = julio
month-08 = agosto
month-09 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre
month-21 = primavera
month-22 = verano
month-23 = otoño
month-24 = invierno
month-33 = primer trimestre
month-34 = segundo trimestre
month-35 = tercer trimestre
month-36 = cuarto trimestre
month-40 = primer semestre
month-41 = segundo semestre

kinds-system = Sistemas
kinds-agency = Instituciones
kinds-vendor = Empresas
kinds-contract = Contratos
kinds-request = Solicitudes de información
kinds-jurisdiction = Lugares
kinds-claim = Afirmaciones
kinds-law = Normas
about-system = Un despliegue que las fuentes nombran o describen.
about-agency = Una institución pública.
about-vendor = Una empresa.
about-contract = Una compra, licitación, orden o partida presupuestal.
about-request = Una solicitud de acceso a la información.
about-jurisdiction = Un estado, ciudad o país.
about-claim = Algo que alguien afirma, o una medición.
about-law = Una ley, resolución o prohibición.

property-uses_technology = Tecnología
property-title = Título
property-item = Bien o servicio comprado
property-status = Estado
property-place = Lugar
property-purpose = Fin declarado
property-buyer = Quien compra u opera
property-supplier = Proveedor
property-technology_vendor = Fabricante de la tecnología
property-procurement_method = Procedimiento de contratación
property-contract_id = Identificador
property-amount = Monto
property-award_date = Adjudicación o decisión
property-start_date = Inicio
property-end_date = Fin o plazo
property-cameras = Cámaras
property-participants = Personas, instituciones o sitios incluidos
property-watchlist_size = Tamaño de la lista de búsqueda
property-faces_scanned = Personas o muestras procesadas
property-alerts = Alertas
property-matches = Coincidencias
property-true_matches = Coincidencias correctas
property-false_matches = Coincidencias equivocadas
property-accuracy_claim = Precisión que se afirma
property-claimed_by = Quién lo afirma
property-legal_basis = Base legal
property-legal_challenge = Impugnación
property-data_shared_with = Datos compartidos con
property-database_connected = Base de datos conectada
property-requests_sent = Solicitudes enviadas
property-response = Respuesta a la solicitud
property-ban = Prohibición

technology-face_recognition = reconocimiento facial
technology-face_recognition_live = reconocimiento facial en vivo
technology-face_recognition_retrospective = reconocimiento facial retrospectivo
technology-fingerprint = huellas dactilares
technology-mobile_fingerprint = lectores móviles de huella
technology-iris = reconocimiento de iris
technology-palm = reconocimiento de palma o mano
technology-voice = reconocimiento de voz
technology-multimodal_biometrics = biometría multimodal
technology-alpr = lectura de matrículas
technology-video_analytics = analítica de video
technology-cctv = videovigilancia sin análisis
technology-body_worn_video = cámaras corporales
technology-attendance = control de asistencia del personal
technology-other = otra tecnología

status-planned = previsto
status-market_research = investigación de mercado
status-open = en licitación
status-testing = en pruebas
status-pilot = piloto
status-approved = aprobado
status-in_use = en uso
status-active = vigente
status-renewed = renovado
status-completed = concluido
status-expired = vencido
status-suspended = suspendido
status-cancelled = cancelado
status-regulated = regulado
status-classified = reservado

response-granted = concedida
response-partial = concedida en parte
response-denied = negada
response-no_response = sin respuesta
response-no_records = dice no tener registros
response-fee_estimate = pidió antes un pago
response-answered = contestada

role-quote = Cita
role-value = El valor
role-subject = El asunto
role-context = Contexto

money-budget = presupuesto
money-award = adjudicado
money-contract = valor del contrato
money-paid = pagado
money-amendment = convenio modificatorio
money-fee = tarifa
money-fine = multa
vat-included = IVA incluido
vat-excluded = sin IVA
extent-minimum = mínimo
extent-maximum = máximo
extent-floor = piso

nav-map = Mapa
map-about = Dónde están los sistemas de este registro, hasta donde lo dicen las fuentes. El tono compara números de sistemas registrados, no de cámaras ni de personas.
map-world = Mapa del mundo: sistemas por país
map-all = Todas las tecnologías
map-choose = Tecnología
map-of = Mapa: { $technology }
map-in = Mapa: { $country }
map-in-all = { $count ->
    [one] Un sistema registrado.
   *[other] { $n } sistemas registrados.
}
map-in-about = Llevan tono las divisiones que alguna fuente nombra; un anillo marca una ciudad que alguna fuente nombra.
map-systems = { $count ->
    [one] 1 sistema
   *[other] { $n } sistemas
}
map-legend = Sistemas registrados:
map-or-more = { $n } o más
map-table = Lo mismo, en una tabla
map-none = Ningún sistema de este registro pudo situarse.
map-country = País
map-number = Número
map-whole = todo el país, o algún lugar de él
map-division = división
map-city = ciudad
map-more = { $count ->
    [one] y 1 más
   *[other] y { $n } más
}
map-unplaced = Sin situar
map-unplaced-count = { $count ->
    [one] Un sistema no está en el mapa.
   *[other] { $n } sistemas no están en el mapa.
}
map-unplaced-about = Ninguna fuente nombra su lugar, o lo nombra con una palabra que comparten varios lugares o que la lista de lugares no conoce. Nada se adivina.
map-all-systems = Todos los sistemas

nav-charts = Gráficas
charts-about = Lo que suman los hechos de este registro. Cada barra lleva a los hechos que cuenta; lo que las fuentes dejan abierto o discuten no está en ninguna barra, y se dice.
charts-all = Todos los contratos
charts-purchases = Compras por año
charts-purchases-about = Contratos por el año de su adjudicación o, si ninguna fuente lo dice, de su inicio. Uno con varias tecnologías está en el panel de cada una. Todos los paneles tienen la misma escala.
charts-year = Año
charts-contracts = { $count ->
    [one] 1 contrato
   *[other] { $n } contratos
}
charts-undated = { $count ->
    [one] Un contrato no se muestra: ninguna fuente fija su año.
   *[other] { $n } contratos no se muestran: ninguna fuente fija su año.
}
charts-none = Nada registrado que dibujar.
charts-amounts = Valor de los contratos por empresa
charts-amounts-about = Solo el valor de contratos: ni presupuestos, ni pagos, ni planes, ni extremos de un rango. Nunca se suman monedas distintas, ni montos con impuesto a montos sin él.
charts-tax-unsaid = ninguna fuente dice si incluye impuesto
charts-bar = Comparación
charts-unsettled = { $count ->
    [one] Un valor de contrato no se muestra: las fuentes lo discuten, o no consta un solo proveedor.
   *[other] { $n } valores de contrato no se muestran: las fuentes los discuten, o no consta un solo proveedor.
}
charts-requests = Cómo acabaron las solicitudes de información
charts-share = Parte
percent = { $n } %
outcome-answered = Respondida, del todo o en parte
outcome-refused = Negada
outcome-no-records = «No hay registros»
outcome-ignored = Sin respuesta
outcome-pending = Sin desenlace registrado
outcome-disputed = Las fuentes discrepan

narrow = Filtrar lo que se lista aquí
narrow-some = # de # filas
narrow-none = Ninguna fila de esta página tiene todas estas palabras.
narrow-wider = Buscar esto en todo el registro
list-order = Orden
list-narrow = Acotar la lista
list-without = (mostrar sin esto)
list-csv = Esta lista como tabla (CSV)
list-cut = Aquí solo tienen página las primeras. La lista completa y las descargas de datos las tienen todas.
column-page = Página
order-name = por nombre
order-facts = primero las de más hechos
order-newest = primero lo más nuevo
order-year = primero el año más reciente
order-amount = primero el monto más alto, por moneda
facet-technology = Tecnología
facet-status = Situación
facet-year = Año
facet-place = Lugar
facet-agency = Dependencia
facet-unknown = Ninguna fuente lo dice
facet-vendor = Proveedor

nav-corrections = Correcciones
corrections-about = Lo que aquí estaba mal y lo que se retiró. Nada desaparece sin dejar rastro.
corrections-ask = Para pedir una corrección, escriba a quien le dio este registro: indique el identificador del hecho, diga qué está mal y agregue el documento que lo muestra. El identificador de cada hecho es su dirección en la página.
corrections-made = Correcciones hechas
corrections-none = No se ha hecho ninguna corrección.
signed = Firma:
retracted = Retirados
retracted-one = retirado
retracted-at = Retirado el
retracted-about = Estos hechos fueron públicos y ya no lo son. No se repite lo que decían, sea cual sea el motivo; sus identificadores quedan en el historial de publicaciones.
retracted-none = No se ha retirado ningún hecho.
feed-title = Cambios del registro
feed-released = Publicado: { $what }
feed-retracted = Retirado: { $what }
feed-corrected = Una corrección
moved-title = Esta página cambió de lugar
moved-about = Lo que estaba aquí resultó ser lo mismo que otra cosa del registro. Sus hechos están ahora allí.
moved-to = Ir allí
cite-source = la fuente
live-page = estas palabras en la página actual
original = Original archivado, SHA-256:
told = { $said }, según { $sources }.
told-sources = { $count ->
    [one] una fuente
   *[other] { $n } fuentes
}
told-clash = Las fuentes no coinciden en: { $what }.
told-denied = Lo que una fuente niega: { $what }.
told-and = { $first } { $before ->
    [i] e
   *[other] y
 } { $last }
told-others = otros
told-uses = { $who } { $number ->
    [several] usan
   *[one] usa
 } { $what }
told-has = { $who } { $number ->
    [several] han
   *[one] ha
 } comprado u operado { $what }
told-system = { $name } es un sistema de { $what }
told-whose = { $name } es un sistema de { $who }
told-named = { $name } es un sistema de vigilancia
told-contract = { $name } es una compra o un contrato
told-request = { $name } es una solicitud de información pública
told-law = { $name } es una ley, norma o resolución
told-claims = { $who } { $number ->
    [several] afirman
   *[one] afirma
 } { $what }
told-claim = Se afirma una precisión de { $what }
told-from = de { $value }
told-in = en { $value }
told-since = desde { $value }
told-of = de { $value }
told-with = con { $value }
told-for = para { $value }
told-worth = por { $value }
told-dated = con fecha { $value }
told-to = dirigida a { $value }
told-answer = con esta respuesta registrada: { $value }
told-status = con la situación «{ $value }»

nav-search = Buscar
search-hint = nombre, lugar, palabra
search-about = Nombres, valores y citas de todo lo que hay en este registro. No importan mayúsculas, acentos ni plurales; deben estar todas las palabras. La búsqueda corre en su propia máquina; desde una copia en su disco, no pregunta nada a nadie.
search-some = Encontrados: #
search-none = Nada en este registro tiene todas esas palabras.
search-failed = No se pudo cargar el índice. Las listas de abajo lo tienen todo.
search-noscript = Esta búsqueda necesita JavaScript. Sin él, las listas de abajo llevan a todo.
search-lists = Todo lo que hay, en listas

nav-bulk = Compras en bloque
bulk-about = Lo que se halló al cribar datos de contratación en bloque: compras para vigilancia biométrica o por video, de entre aquellas cuyos hechos aceptó una persona y cuya fuente es pública.
bulk-processes = { $count ->
    [one] Aquí se muestra una compra.
   *[other] Aquí se muestran { $n } compras.
}
bulk-data = Todo ello en JSON
bulk-neutral = Una señal dice que una persona debería mirar, nunca que alguien obró mal. Donde los datos publicados no bastan, lo dice.
bulk-by-technology = Por tecnología
bulk-by-buyer = Por comprador
bulk-by-supplier = Por proveedor
bulk-by-year = Por año
bulk-technology = Tecnología
bulk-buyer = Comprador
bulk-supplier = Proveedor
bulk-year = Año
bulk-days = { $count ->
    [one] { $n } día
   *[other] { $n } días
}
bulk-never-told = { $count ->
    [one] Una señal no se pudo decidir en ninguna de estas compras
   *[other] { $n } señales no se pudieron decidir en ninguna de estas compras
}
bulk-purchases = Compras
bulk-amounts = Montos, cada moneda por separado
bulk-amounts-about = Los montos son los firmados o, en su defecto, los adjudicados. Nunca se suman ni se comparan montos en monedas distintas. Una compra con varias tecnologías, compradores o proveedores cuenta en cada uno.
bulk-unsettled = { $count ->
    [one] Un monto no se suma, porque las fuentes dan varios para un mismo contrato.
   *[other] { $n } montos no se suman, porque las fuentes dan varios para un mismo contrato.
}
bulk-flags = Señales
bulk-flags-about = Cada señal se decide por una regla con versión, solo con campos publicados, entre todo lo que se cribó junto. Dice que una persona debería mirar, nunca que alguien obró mal.
bulk-all = Todas las compras en bloque
bulk-flag = Señal
bulk-rule = Regla y versión
bulk-raised = Presente
bulk-not-raised = Ausente
bulk-cant-tell = No se puede saber
bulk-raised-in = Señales presentes, con aquello de lo que se dedujeron
bulk-none-raised = No hay ninguna señal presente.
bulk-more = { $count ->
    [one] Una compra más tiene señales: están en su propia página y en el JSON.
   *[other] { $n } compras más tienen señales: están en sus propias páginas y en el JSON.
}
bulk-stands = { $field }, línea { $line } de la fuente
bulk-threshold = Comparado con
bulk-untold = Lo que no se pudo saber
bulk-untold-about = Estas señales no se pudieron decidir, porque no se publicaron campos que necesitan.
bulk-missing = Campos que faltan
bulk-coverage = Lo que llenan quienes publican
bulk-coverage-about = Qué campos de los que piden las señales están llenos en las compras que se muestran aquí. De lo que alguien deja vacío, ninguna señal puede decir nada.
bulk-publisher = Quien publica
bulk-always = Siempre llenos
bulk-sometimes = Llenos en algunas (en cuántas)
field-buyer-id = Identificador del comprador
field-buyer-name = Nombre del comprador
field-planning-documents = Documentos de planeación
field-budget = Presupuesto
field-tender = Licitación
field-title = Título
field-description = Descripción
field-method = Procedimiento de contratación
field-rationale = Razón del procedimiento
field-tender-start = Inicio del plazo de ofertas
field-tender-end = Fin del plazo de ofertas
field-opening = Fecha de apertura de ofertas
field-judging = Inicio de la evaluación
field-estimate = Monto estimado
field-bidders = Número de oferentes
field-bidders-listed = Oferentes listados
field-tender-class = Clasificación de lo que se licita
field-tender-documents = Documentos de la licitación
field-tender-document-type = Tipo de los documentos de la licitación
field-legal-basis = Fundamento legal
field-bids = Ofertas
field-bid-date = Fecha de la oferta
field-bid-status = Estado de la oferta
field-bid-tenderers = Quién hizo la oferta
field-bid-amount = Monto de la oferta
field-bids-counted = Número de ofertas, según la estadística
field-award-date = Fecha de adjudicación
field-award-status = Estado de la adjudicación
field-award-amount = Monto adjudicado
field-award-suppliers = Proveedores adjudicados
field-award-class = Clasificación de lo adjudicado
field-unit-price = Precio unitario
field-contracts = Contratos
field-contract-award = Adjudicación de la que viene el contrato
field-signed = Fecha de firma
field-contract-amount = Monto del contrato
field-contract-document-type = Tipo de los documentos del contrato
field-amendments = Modificaciones del contrato
field-amount-before = Monto antes de la modificación
field-amount-after = Monto después de la modificación
field-payments = Pagos
field-unit = Unidad
field-class = Clasificación
field-cancelled = La licitación se canceló
field-price-only = Que solo decida el precio
field-notice = Convocatoria entre los documentos de la licitación
field-bidding = Bases entre los documentos de la licitación
field-notice-bidding = Convocatoria y bases entre los documentos de la licitación
field-period-turned = El plazo de ofertas termina antes de empezar
field-award-of-lowest = Una adjudicación, la de la oferta más baja
field-suppliers-twenty = Proveedores con adjudicaciones en veinte procesos
field-rfc = RFC de empresa del proveedor
field-award-amount-same = Monto adjudicado, en la misma moneda
field-bids-two = Dos ofertas válidas, en una sola moneda
field-contract-text = Contrato firmado entre los documentos
field-payments-same = Pagos con montos en la moneda del contrato
field-contract-amount-same = Monto del contrato, en la misma moneda
field-technology-found = Una tecnología hallada
field-limit = Un umbral
field-assessment = Se lista una evaluación de impacto
field-documents-read = El texto de los documentos, leído
field-dates-ordered = Fechas en el orden de los pasos
field-enough-awards = Suficientes adjudicaciones de este comprador o clase, moneda y año
field-enough-buyers = Cinco procesos de este comprador, y diez compradores así
field-below-limit = Compras de este grupo por debajo del umbral
field-share-closed = Proporción de procedimientos no competitivos de este comprador
field-share-supplier = Proporción de este proveedor
field-concentration = Suma de las proporciones al cuadrado en este mercado
field-ten-awards = Diez adjudicaciones de esta clase, moneda y año, con montos y proveedores
field-ten-bodies = Diez compradores u oferentes con dos procesos u ofertas que difieran
field-ten-prices = Diez precios de esta clase, unidad, moneda y año que difieran
field-ten-of-body = Diez procesos de este organismo y clase que difieran
field-ten-of-method = Diez procesos de este procedimiento y año que difieran
field-ten-two-bids = Diez procesos con dos ofertas válidas que difieran
field-ten-suppliers = Diez proveedores que difieran en lo que surten
field-ten-tenderers = Diez oferentes que difieran
field-value-date-bodies = Monto, fecha, comprador y proveedor o clase
flag-R001 = No se lista ningún documento de planeación
flag-R003 = Se recibieron ofertas durante menos de quince días completos
flag-R004 = Entre los documentos de la licitación no hay convocatoria
flag-R005 = No se listan la convocatoria o las bases
flag-R010 = El procedimiento no es competitivo y no se da la razón
flag-R011 = Varias compras de una clase en un mes alcanzan juntas el umbral
flag-R013 = La proporción de procedimientos no competitivos de este comprador es alta entre los compradores
flag-R014 = El tiempo de la convocatoria a la apertura de ofertas es corto entre las licitaciones de este procedimiento y año
flag-R015 = El tiempo de la apertura de ofertas a la evaluación es largo entre las licitaciones de este procedimiento y año
flag-R017 = El precio de una unidad está lejos de los demás de su clase
flag-R018 = Se recibió una sola oferta
flag-R019 = Hubo pocas ofertas, entre las compras de esta clase de este organismo
flag-R024 = La segunda oferta más baja está cerca de la ganadora
flag-R025 = Un participante de este procedimiento oferta a menudo y rara vez gana
flag-R028 = Participantes distintos ofertan el mismo precio
flag-R030 = La oferta ganadora llegó después del plazo
flag-R031 = La adjudicación está cerca de la estimación o por encima de ella
flag-R035 = Se descalificaron todas las ofertas menos la del ganador
flag-R036 = Se descalificó la oferta más baja
flag-R038 = Se descalifican muchas ofertas, de este comprador o de un participante
flag-R040 = Un proveedor tiene una proporción alta de las adjudicaciones de este comprador
flag-R048 = Al proveedor se le adjudican cosas muy distintas
flag-R049 = Varias adjudicaciones directas a un proveedor quedan justo por debajo del umbral
flag-R050 = Un proveedor tiene una proporción alta del mercado
flag-R051 = Pocos proveedores tienen la mayor parte del mercado
flag-R054 = El contrato de una adjudicación directa creció más allá del umbral
flag-R055 = Varias adjudicaciones directas a un proveedor alcanzan juntas el umbral
flag-R058 = La segunda oferta más baja está lejos de la ganadora
flag-R059 = El monto del contrato difiere mucho del de su adjudicación
flag-R060 = El tiempo de la adjudicación a la firma es largo entre los de este procedimiento y año
flag-R061 = La decisión fue rápida entre las de este procedimiento y año
flag-R062 = La decisión fue lenta entre las de este procedimiento y año
flag-R063 = No se lista el texto de un contrato firmado
flag-R064 = El contrato se modificó
flag-R068 = Se pagó más que el monto del contrato
flag-R069 = Una modificación encareció el contrato
flag-V001 = El proveedor se fundó menos de un año antes de la adjudicación
flag-V002 = No se indica base legal ni evaluación de impacto

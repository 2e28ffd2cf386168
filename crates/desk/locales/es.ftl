skip = Ir al contenido
tagline = la mesa
other-language = English
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
waiting-undecided = Afirmaciones que nadie ha juzgado
waiting-without-text = Fuentes sin texto
waiting-entities = Entidades
waiting-released = Hechos públicos
sources-title = Fuentes
sources-none = Todavía no hay fuentes.
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
sign-in-alone = Abra la dirección que muestra la terminal donde se inició la mesa. Si acaba de hacerlo, cargue de nuevo esta página.
sign-out = Salir
name = Nombre
password = Contraseña
name-title = ¿Quién es usted?
name-why = Lo que decida queda en el registro con este nombre. Nunca se publica.
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
people-link = Entregue este enlace. Sirve una vez, durante tres días, y no vuelve a mostrarse.
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
failure-sign-in = Su sesión terminó o no ha empezado.
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
